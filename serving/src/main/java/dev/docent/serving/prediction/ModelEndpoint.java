package dev.docent.serving.prediction;

import dev.docent.serving.prediction.proto.GetModelStatusRequest;
import dev.docent.serving.prediction.proto.GetModelStatusResponse;
import dev.docent.serving.prediction.proto.ModelServiceGrpc;
import dev.docent.serving.prediction.proto.ModelVersionStatus;
import dev.docent.serving.prediction.proto.StatusProto;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/** {@code tensorflow.serving.ModelService}: GetModelStatus. */
final class ModelEndpoint extends ModelServiceGrpc.ModelServiceImplBase {
  private final ServedModel model;

  ModelEndpoint(ServedModel model) {
    this.model = model;
  }

  @Override
  public void getModelStatus(
      GetModelStatusRequest request, StreamObserver<GetModelStatusResponse> responses) {
    try {
      ModelLookup.check(request.getModelSpec(), model);
      responses.onNext(
          GetModelStatusResponse.newBuilder()
              .addModelVersionStatus(
                  ModelVersionStatus.newBuilder()
                      .setVersion(model.version())
                      .setState(ModelVersionStatus.State.AVAILABLE)
                      .setStatus(StatusProto.getDefaultInstance()))
              .build());
      responses.onCompleted();
    } catch (StatusRuntimeException e) {
      responses.onError(e);
    }
  }
}
