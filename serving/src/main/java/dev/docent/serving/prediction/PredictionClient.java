package dev.docent.serving.prediction;

import com.google.protobuf.Int64Value;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.circuitbreaker.CircuitBreaker;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.ModelSpec;
import dev.docent.serving.prediction.proto.PredictRequest;
import dev.docent.serving.prediction.proto.PredictResponse;
import dev.docent.serving.prediction.proto.PredictionServiceGrpc;
import dev.docent.serving.prediction.proto.TensorProto;
import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.ranking.TextModel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a prediction server, ours or TF-Serving. A call ends within the timeout, whatever the server
 * does; a server that is briefly away is asked again; one that keeps failing is left alone for some
 * seconds, so that no search waits for it. Safe for use by several threads.
 */
public final class PredictionClient implements PairModel, TextModel, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PredictionClient.class);
  private static final int ATTEMPTS = 3;

  /** Pairs in one request; what servers take in one batch. */
  static final int MAX_PAIRS = 256;

  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final int MAX_RESPONSE_BYTES = 4 << 20;

  /** The widest vector that is taken for one. */
  private static final int MAX_VECTOR = 4096;

  private final String address;
  private final String model;
  private final long version;
  private final Duration timeout;
  private final int leastWidth;
  private final ClientFactory factory;
  private final CircuitBreaker breaker;
  private final PredictionServiceGrpc.PredictionServiceBlockingStub stub;

  /**
   * @param address host:port of the server's gRPC
   * @param model the model's name
   * @param version the one version whose scores are taken
   * @param timeout of a call with all its requests and attempts
   */
  public PredictionClient(String address, String model, long version, Duration timeout) {
    this(address, model, version, timeout, 0);
  }

  /**
   * @param leastWidth pairs are padded to it; a server that merges requests takes those alone that
   *     are equally wide. 0 to pad to the longest of a request
   */
  public PredictionClient(
      String address, String model, long version, Duration timeout, int leastWidth) {
    this(address, model, version, timeout, leastWidth, Duration.ofSeconds(5));
  }

  PredictionClient(
      String address, String model, long version, Duration timeout, Duration leftAlone) {
    this(address, model, version, timeout, 0, leftAlone);
  }

  private PredictionClient(
      String address,
      String model,
      long version,
      Duration timeout,
      int leastWidth,
      Duration leftAlone) {
    this.leastWidth = leastWidth;
    this.address = address;
    this.model = model;
    this.version = version;
    this.timeout = timeout;
    this.factory = ClientFactory.builder().connectTimeout(timeout).build();
    this.breaker =
        CircuitBreaker.builder("prediction")
            .minimumRequestThreshold(4)
            .failureRateThreshold(0.6)
            .counterSlidingWindow(Duration.ofSeconds(20))
            .counterUpdateInterval(Duration.ofMillis(100))
            .circuitOpenWindow(leftAlone)
            .build();
    this.stub =
        GrpcClients.builder("gproto+h2c://" + address + "/")
            .factory(factory)
            .responseTimeout(timeout)
            .maxResponseMessageLength(MAX_RESPONSE_BYTES)
            .build(PredictionServiceGrpc.PredictionServiceBlockingStub.class);
  }

  @Override
  public float[] score(List<Pair> pairs) throws ScoringException {
    return pairs.isEmpty() ? new float[0] : guarded(() -> inParts(pairs));
  }

  @Override
  public float[][] embed(List<int[]> texts) throws ScoringException {
    return texts.isEmpty() ? new float[0][] : guarded(() -> vectors(texts));
  }

  /** Asks unless the server is left alone, and counts how it went. */
  private <T> T guarded(Supplier<T> asking) throws ScoringException {
    if (!breaker.tryRequest()) {
      throw new ScoringException(
          "the prediction server kept failing and is left alone for some seconds");
    }
    try {
      T answer = asking.get();
      breaker.onSuccess();
      return answer;
    } catch (StatusRuntimeException e) {
      count(e.getStatus());
      LOG.warn("the prediction server {} failed: {}", address, e.getMessage());
      throw new ScoringException(words(e.getStatus()), e);
    } catch (IllegalArgumentException e) {
      breaker.onFailure();
      LOG.warn("the prediction server {} gave no proper answer: {}", address, e.getMessage());
      throw new ScoringException("the prediction server gave no proper answer", e);
    }
  }

  @Override
  public void close() {
    factory.close();
  }

  /** In requests of {@value #MAX_PAIRS} pairs at most, all within one timeout. */
  private float[] inParts(List<Pair> pairs) {
    long end = System.nanoTime() + timeout.toNanos();
    float[] scores = new float[pairs.size()];
    for (int start = 0; start < scores.length; start += MAX_PAIRS) {
      List<Pair> part = pairs.subList(start, Math.min(start + MAX_PAIRS, scores.length));
      float[] some = scores(ask(request(part), end), part.size());
      System.arraycopy(some, 0, scores, start, some.length);
    }
    return scores;
  }

  /** In requests of {@value #MAX_PAIRS} texts at most, all within one timeout. */
  private float[][] vectors(List<int[]> texts) {
    long end = System.nanoTime() + timeout.toNanos();
    float[][] vectors = new float[texts.size()][];
    for (int start = 0; start < vectors.length; start += MAX_PAIRS) {
      List<int[]> part = texts.subList(start, Math.min(start + MAX_PAIRS, vectors.length));
      PredictRequest request =
          request(ModelLookup.EMBED, ModelLookup.EMBEDDING, TextTensors.of(part, leastWidth));
      float[][] some = vectors(ask(request, end), part.size());
      System.arraycopy(some, 0, vectors, start, some.length);
    }
    return vectors;
  }

  private PredictResponse ask(PredictRequest request, long end) {
    for (int attempt = 1; ; attempt++) {
      long left = end - System.nanoTime();
      try {
        return stub.withDeadlineAfter(Math.max(1, left), TimeUnit.NANOSECONDS).predict(request);
      } catch (StatusRuntimeException e) {
        long pause = pauseMillis(attempt);
        boolean late = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) >= end;
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE || attempt == ATTEMPTS || late) {
          throw e;
        }
        pause(pause, e);
      }
    }
  }

  /** Doubles from attempt to attempt, and varies so that clients don't ask in step. */
  private static long pauseMillis(int attempt) {
    long base = FIRST_PAUSE_MILLIS << attempt;
    return base / 2 + ThreadLocalRandom.current().nextLong(base / 2 + 1);
  }

  private static void pause(long millis, StatusRuntimeException reason) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }

  private PredictRequest request(List<Pair> pairs) {
    return request(ModelLookup.SIGNATURE, ModelLookup.SCORE, PairTensors.of(pairs, leastWidth));
  }

  private PredictRequest request(String signature, String output, Map<String, TensorProto> inputs) {
    return PredictRequest.newBuilder()
        .setModelSpec(
            ModelSpec.newBuilder()
                .setName(model)
                .setVersion(Int64Value.of(version))
                .setSignatureName(signature))
        .putAllInputs(inputs)
        .addOutputFilter(output)
        .build();
  }

  private static float[][] vectors(PredictResponse response, int texts) {
    TensorProto tensor = response.getOutputsMap().get(ModelLookup.EMBEDDING);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "there is no output '%s'".formatted(ModelLookup.EMBEDDING));
    }
    long[] shape = Tensors.sizes(tensor);
    if (shape.length != 2 || shape[0] != texts || shape[1] < 1 || shape[1] > MAX_VECTOR) {
      throw new IllegalArgumentException(
          "the vectors have the shape %s for %d texts".formatted(Arrays.toString(shape), texts));
    }
    int size = (int) shape[1];
    float[] values = Tensors.floats(tensor, (long) texts * size);
    float[][] vectors = new float[texts][];
    for (int i = 0; i < texts; i++) {
      vectors[i] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
    }
    return vectors;
  }

  /** TF-Serving may give [batch] or [batch, 1]. */
  private static float[] scores(PredictResponse response, int pairs) {
    TensorProto tensor = response.getOutputsMap().get(ModelLookup.SCORE);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no output '%s'".formatted(ModelLookup.SCORE));
    }
    float[] scores = Tensors.floats(tensor, pairs);
    if (scores.length != pairs) {
      throw new IllegalArgumentException(
          "there are %d scores for %d pairs".formatted(scores.length, pairs));
    }
    return scores;
  }

  /** A request that is refused as wrong says nothing about the server's health. */
  private void count(Status status) {
    switch (status.getCode()) {
      case INVALID_ARGUMENT, NOT_FOUND, CANCELLED -> breaker.onSuccess();
      default -> breaker.onFailure();
    }
  }

  private String words(Status status) {
    return switch (status.getCode()) {
      case DEADLINE_EXCEEDED ->
          "the model took longer than %d milliseconds".formatted(timeout.toMillis());
      case UNAVAILABLE -> "the prediction server can't be reached";
      case RESOURCE_EXHAUSTED -> "the prediction server is too busy";
      case NOT_FOUND ->
          "the prediction server has no model '%s', version %d".formatted(model, version);
      default -> "the prediction server failed (%s)".formatted(status.getCode());
    };
  }
}
