package dev.docent.serving.prediction;

import dev.docent.serving.prediction.proto.GetModelStatusRequest;
import dev.docent.serving.prediction.proto.GetModelStatusResponse;
import dev.docent.serving.prediction.proto.ModelServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/** {@code tensorflow.serving.ModelService}: GetModelStatus. */
final class ModelEndpoint extends ModelServiceGrpc.ModelServiceImplBase {
  private final Servables servables;

  ModelEndpoint(Servables servables) {
    this.servables = servables;
  }

  @Override
  public void getModelStatus(
      GetModelStatusRequest request, StreamObserver<GetModelStatusResponse> responses) {
    try {
      responses.onNext(
          GetModelStatusResponse.newBuilder()
              .addAllModelVersionStatus(servables.status(request.getModelSpec()))
              .build());
      responses.onCompleted();
    } catch (StatusRuntimeException e) {
      responses.onError(e);
    }
  }
}
