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
import dev.docent.serving.prediction.proto.TensorProto;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
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
    BooleanSupplier abandoned = () -> context.isCancelled() || context.isTimedOut();
    try {
      ModelLookup.check(request.getModelSpec(), model);
      String signature = ModelLookup.askedSignature(request.getModelSpec(), model);
      boolean embed = signature.equals(ModelLookup.EMBED);
      checkOutputs(request, embed ? ModelLookup.EMBEDDING : ModelLookup.SCORE);
      CompletableFuture<PredictResponse> answer =
          embed
              ? queue
                  .embed(texts(request), abandoned)
                  .thenApply(
                      vectors ->
                          response(signature, ModelLookup.EMBEDDING, Tensors.ofFloats(vectors)))
              : queue
                  .submit(pairs(request), abandoned)
                  .thenApply(
                      scores -> response(signature, ModelLookup.SCORE, Tensors.ofFloats(scores)));
      answer.whenComplete(
          (response, failure) -> {
            if (failure == null) {
              responses.onNext(response);
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
      SignatureDefMap.Builder signatures =
          SignatureDefMap.newBuilder()
              .putSignatureDef(ModelLookup.SIGNATURE, ModelLookup.signature());
      if (model.encoder() != null) {
        signatures.putSignatureDef(ModelLookup.EMBED, ModelLookup.embedSignature());
      }
      responses.onNext(
          GetModelMetadataResponse.newBuilder()
              .setModelSpec(ModelLookup.spec(model))
              .putMetadata(SIGNATURE_FIELD, Any.pack(signatures.build()))
              .build());
      responses.onCompleted();
    } catch (StatusRuntimeException e) {
      responses.onError(e);
    }
  }

  private static void checkOutputs(PredictRequest request, String only) {
    for (String output : request.getOutputFilterList()) {
      if (!output.equals(only)) {
        throw ModelLookup.invalid(
            "there is no output '%s'; '%s' is the only one".formatted(output, only));
      }
    }
  }

  private List<Pair> pairs(PredictRequest request) {
    try {
      return PairTensors.read(
          request.getInputsMap(), maxPairs, model.sequenceLength(), model.vocabularySize());
    } catch (IllegalArgumentException e) {
      throw ModelLookup.invalid(e.getMessage());
    }
  }

  private List<int[]> texts(PredictRequest request) {
    try {
      return TextTensors.read(
          request.getInputsMap(), maxPairs, model.sequenceLength(), model.vocabularySize());
    } catch (IllegalArgumentException e) {
      throw ModelLookup.invalid(e.getMessage());
    }
  }

  private PredictResponse response(String signature, String output, TensorProto values) {
    return PredictResponse.newBuilder()
        .setModelSpec(ModelLookup.spec(model, signature))
        .putOutputs(output, values)
        .build();
  }

  private static StatusRuntimeException status(Throwable wrapped) {
    Throwable failure = wrapped instanceof CompletionException ? wrapped.getCause() : wrapped;
    if (failure instanceof CancellationException) {
      return Status.CANCELLED.withDescription(failure.getMessage()).asRuntimeException();
    }
    LOG.error("the model failed", failure);
    return Status.INTERNAL.withDescription("the model failed").asRuntimeException();
  }
}
