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
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code tensorflow.serving.PredictionService}: Predict and GetModelMetadata. */
final class PredictionEndpoint extends PredictionServiceGrpc.PredictionServiceImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(PredictionEndpoint.class);
  private static final String SIGNATURE_FIELD = "signature_def";

  private final Servables servables;
  private final ServingMetrics metrics;
  private final int maxPairs;

  PredictionEndpoint(Servables servables, ServingMetrics metrics, int maxPairs) {
    this.servables = servables;
    this.metrics = metrics;
    this.maxPairs = maxPairs;
  }

  @Override
  public void predict(PredictRequest request, StreamObserver<PredictResponse> responses) {
    long start = System.nanoTime();
    String name = servables.known(request.getModelSpec().getName());
    Waiter waiter = waiter(ServiceRequestContext.current(), start);
    answer(request, waiter)
        .whenComplete(
            (response, failure) -> {
              Status status = failure == null ? Status.OK : status(failure);
              metrics.request(name, status.getCode(), System.nanoTime() - start);
              if (failure == null) {
                responses.onNext(response);
                responses.onCompleted();
              } else {
                responses.onError(status.asRuntimeException());
              }
            });
  }

  private static Waiter waiter(ServiceRequestContext context, long start) {
    long millis = context.requestTimeoutMillis();
    return new Waiter(
        () -> context.isCancelled() || context.isTimedOut(),
        millis > 0
            ? OptionalLong.of(start + TimeUnit.MILLISECONDS.toNanos(millis))
            : OptionalLong.empty());
  }

  private CompletableFuture<PredictResponse> answer(PredictRequest request, Waiter waiter) {
    try {
      Servables.Lease lease = servables.acquire(request.getModelSpec());
      try {
        return answer(request, waiter, lease).whenComplete((response, failure) -> lease.close());
      } catch (RuntimeException e) {
        lease.close();
        throw e;
      }
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<PredictResponse> answer(
      PredictRequest request, Waiter waiter, Servables.Lease lease) {
    ServedModel model = lease.model();
    String signature = ModelLookup.askedSignature(request.getModelSpec(), model);
    if (signature.equals(ModelLookup.EMBED)) {
      checkOutputs(request, ModelLookup.EMBEDDING);
      return lease
          .texts()
          .submit(texts(request, model), waiter)
          .thenApply(
              vectors ->
                  response(
                      model,
                      signature,
                      ModelLookup.EMBEDDING,
                      Tensors.ofFloats(vectors.toArray(float[][]::new))));
    }
    checkOutputs(request, ModelLookup.SCORE);
    return lease
        .pairs()
        .submit(pairs(request, model), waiter)
        .thenApply(
            scores ->
                response(model, signature, ModelLookup.SCORE, Tensors.ofFloats(unboxed(scores))));
  }

  private static float[] unboxed(List<Float> values) {
    float[] all = new float[values.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = values.get(i);
    }
    return all;
  }

  @Override
  public void getModelMetadata(
      GetModelMetadataRequest request, StreamObserver<GetModelMetadataResponse> responses) {
    try (Servables.Lease lease = servables.acquire(request.getModelSpec())) {
      ServedModel model = lease.model();
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

  private List<Pair> pairs(PredictRequest request, ServedModel model) {
    try {
      return PairTensors.read(
          request.getInputsMap(), maxPairs, model.sequenceLength(), model.vocabularySize());
    } catch (IllegalArgumentException e) {
      throw ModelLookup.invalid(e.getMessage());
    }
  }

  private List<int[]> texts(PredictRequest request, ServedModel model) {
    try {
      return TextTensors.read(
          request.getInputsMap(), maxPairs, model.sequenceLength(), model.vocabularySize());
    } catch (IllegalArgumentException e) {
      throw ModelLookup.invalid(e.getMessage());
    }
  }

  private static PredictResponse response(
      ServedModel model, String signature, String output, TensorProto values) {
    return PredictResponse.newBuilder()
        .setModelSpec(ModelLookup.spec(model, signature))
        .putOutputs(output, values)
        .build();
  }

  private static Status status(Throwable wrapped) {
    Throwable failure = wrapped instanceof CompletionException ? wrapped.getCause() : wrapped;
    if (failure instanceof StatusRuntimeException told) {
      return told.getStatus();
    }
    if (failure instanceof CancellationException) {
      return Status.CANCELLED.withDescription(failure.getMessage());
    }
    if (failure instanceof RejectedExecutionException) {
      // Not UNAVAILABLE: a client that asks again at once would only lengthen the line.
      return Status.RESOURCE_EXHAUSTED.withDescription(
          "too many requests wait already; ask again later");
    }
    LOG.error("the model failed", failure);
    return Status.INTERNAL.withDescription("the model failed");
  }
}
