package dev.docent.serving.prediction;

import com.google.protobuf.Any;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.GetModelMetadataRequest;
import dev.docent.serving.prediction.proto.GetModelMetadataResponse;
import dev.docent.serving.prediction.proto.PredictRequest;
import dev.docent.serving.prediction.proto.PredictResponse;
import dev.docent.serving.prediction.proto.PredictionServiceGrpc;
import dev.docent.serving.prediction.proto.SignatureDefMap;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code tensorflow.serving.PredictionService}: Predict and GetModelMetadata. */
final class PredictionEndpoint extends PredictionServiceGrpc.PredictionServiceImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(PredictionEndpoint.class);
  private static final String SIGNATURE_FIELD = "signature_def";

  private final ServedModel model;
  private final ScoringQueue queue;
  private final int maxPairs;

  PredictionEndpoint(ServedModel model, ScoringQueue queue, int maxPairs) {
    this.model = model;
    this.queue = queue;
    this.maxPairs = maxPairs;
  }

  @Override
  public void predict(PredictRequest request, StreamObserver<PredictResponse> responses) {
    ServiceRequestContext context = ServiceRequestContext.current();
    try {
      List<Pair> pairs = pairs(request);
      queue
          .submit(pairs, () -> context.isCancelled() || context.isTimedOut())
          .whenComplete(
              (scores, failure) -> {
                if (failure == null) {
                  responses.onNext(response(scores));
                  responses.onCompleted();
                } else {
                  responses.onError(status(failure));
                }
              });
    } catch (StatusRuntimeException e) {
      responses.onError(e);
    } catch (RejectedExecutionException e) {
      // Not UNAVAILABLE: a client that asks again at once would only lengthen the line.
      responses.onError(
          Status.RESOURCE_EXHAUSTED
              .withDescription("too many requests wait already; ask again later")
              .asRuntimeException());
    }
  }

  @Override
  public void getModelMetadata(
      GetModelMetadataRequest request, StreamObserver<GetModelMetadataResponse> responses) {
    try {
      ModelLookup.check(request.getModelSpec(), model);
      List<String> fields = request.getMetadataFieldList();
      if (fields.isEmpty() || !fields.stream().allMatch(SIGNATURE_FIELD::equals)) {
        throw ModelLookup.invalid(
            "the metadata fields are %s; only ['%s'] is known".formatted(fields, SIGNATURE_FIELD));
      }
      SignatureDefMap signatures =
          SignatureDefMap.newBuilder()
              .putSignatureDef(ModelLookup.SIGNATURE, ModelLookup.signature())
              .build();
      responses.onNext(
          GetModelMetadataResponse.newBuilder()
              .setModelSpec(ModelLookup.spec(model))
              .putMetadata(SIGNATURE_FIELD, Any.pack(signatures))
              .build());
      responses.onCompleted();
    } catch (StatusRuntimeException e) {
      responses.onError(e);
    }
  }

  private List<Pair> pairs(PredictRequest request) {
    ModelLookup.check(request.getModelSpec(), model);
    ModelLookup.checkSignature(request.getModelSpec());
    for (String output : request.getOutputFilterList()) {
      if (!output.equals(ModelLookup.SCORE)) {
        throw ModelLookup.invalid(
            "there is no output '%s'; '%s' is the only one".formatted(output, ModelLookup.SCORE));
      }
    }
    try {
      return PairTensors.read(
          request.getInputsMap(), maxPairs, model.sequenceLength(), model.vocabularySize());
    } catch (IllegalArgumentException e) {
      throw ModelLookup.invalid(e.getMessage());
    }
  }

  private PredictResponse response(float[] scores) {
    return PredictResponse.newBuilder()
        .setModelSpec(ModelLookup.spec(model))
        .putOutputs(ModelLookup.SCORE, Tensors.ofFloats(scores))
        .build();
  }

  private static StatusRuntimeException status(Throwable failure) {
    if (failure instanceof CancellationException) {
      return Status.CANCELLED.withDescription(failure.getMessage()).asRuntimeException();
    }
    LOG.error("the model failed", failure);
    return Status.INTERNAL.withDescription("the model failed").asRuntimeException();
  }
}
