package dev.docent.serving.prediction;

import com.google.protobuf.Int64Value;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.ClientFactoryBuilder;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.docent.records.telemetry.Traces;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.ModelSpec;
import dev.docent.serving.prediction.proto.PredictRequest;
import dev.docent.serving.prediction.proto.PredictResponse;
import dev.docent.serving.prediction.proto.PredictionServiceGrpc;
import dev.docent.serving.prediction.proto.TensorProto;
import dev.docent.serving.ranking.Deadline;
import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.ranking.TextModel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a prediction server, ours or TF-Serving. A call ends within the timeout, whatever the server
 * does; a server that is briefly away is asked again; one that keeps failing is left alone for some
 * seconds, so that no search waits for it. Safe for use by several threads.
 */
public final class PredictionClient implements PairModel, TextModel, AutoCloseable {
  /** How servers say that their line is full (TF-Serving: UNAVAILABLE), or the time up. */
  private static final Set<Status.Code> LATER_PARTS_REFUSED =
      Set.of(
          Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED, Status.Code.UNAVAILABLE);

  /** What a flood brings with every search: it is counted, and a line each would be one more. */
  private static final Set<Status.Code> EXPECTED =
      Set.of(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);

  private static final Logger LOG = LoggerFactory.getLogger(PredictionClient.class);
  private static final int ATTEMPTS = 3;

  /** Pairs in one request; what servers take in one batch. */
  static final int MAX_PAIRS = 256;

  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final int MAX_RESPONSE_BYTES = 4 << 20;
  private static final long LOOKED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Of a budget's time, what a request may take: then much was scored when it ends. */
  private static final int PARTS_OF_BUDGET = 4;

  /** Smaller requests cost more than they tell. */
  private static final int SMALLEST_PART = 4;

  /** How much of the known speed each new call makes up. */
  private static final double NEWEST = 0.2;

  private final String address;
  private final String model;
  private final long version;
  private final ClientOptions options;
  private final ClientFactory factory;
  private final Breaker breaker;
  private final RetryBudget retries = new RetryBudget();
  private final PredictionServiceGrpc.PredictionServiceFutureStub stub;

  /** What a pair took lately, waiting included; 0 while it isn't known. */
  private volatile double nanosPerPair;

  /**
   * @param address host:port of the server's gRPC
   * @param model the model's name
   * @param version the one version whose scores are taken
   * @param timeout of a call with all its requests and attempts
   */
  public PredictionClient(String address, String model, long version, Duration timeout) {
    this(address, model, version, ClientOptions.of(timeout));
  }

  /**
   * @param address host:port of the server's gRPC
   * @param model the model's name
   * @param version the one version whose scores are taken
   * @throws UserException if the files for TLS aren't what they must be
   */
  public PredictionClient(String address, String model, long version, ClientOptions options) {
    this.address = address;
    this.model = model;
    this.version = version;
    this.options = options;
    ClientFactoryBuilder connections = ClientFactory.builder().connectTimeout(options.timeout());
    ClientTls tls = options.tls();
    if (tls != null) {
      tls.apply(connections);
    }
    this.factory = connections.build();
    this.breaker = new Breaker(options.leftAlone(), options.counted());
    this.stub =
        GrpcClients.builder("gproto+" + (tls == null ? "h2c" : "h2") + "://" + address + "/")
            .factory(factory)
            .responseTimeout(options.timeout())
            .maxResponseMessageLength(MAX_RESPONSE_BYTES)
            .build(PredictionServiceGrpc.PredictionServiceFutureStub.class);
  }

  @Override
  public float[] score(List<Pair> pairs) throws ScoringException {
    return pairs.isEmpty() ? new float[0] : guarded(ownDeadline(), end -> inParts(pairs, end));
  }

  @Override
  public float[] scoreBy(List<Pair> pairs, Deadline deadline) throws ScoringException {
    return pairs.isEmpty() ? new float[0] : guarded(deadline, end -> asManyAsCan(pairs, end));
  }

  @Override
  public float[][] embed(List<int[]> texts) throws ScoringException {
    return embedBy(texts, ownDeadline());
  }

  @Override
  public float[][] embedBy(List<int[]> texts, Deadline deadline) throws ScoringException {
    return texts.isEmpty() ? new float[0][] : guarded(deadline, end -> vectors(texts, end));
  }

  /** Whether the server is left alone now (2), tried again (1), or asked (0). */
  public int breakerState() {
    return breaker.state();
  }

  private Deadline ownDeadline() {
    return Deadline.in(options.timeout());
  }

  /** What is asked of the server. */
  private interface Asking<T> {
    T by(Deadline end);
  }

  /** Asks unless the server is left alone, and counts how it went. */
  private <T> T guarded(Deadline asked, Asking<T> asking) throws ScoringException {
    if (asked.isAbandoned()) {
      count("cancelled");
      throw new ScoringException(words(Status.CANCELLED, true));
    }
    if (asked.leftNanos() <= 0) {
      count("late");
      throw new ScoringException("the search waited until no time was left for the model");
    }
    Optional<Breaker.Call> call = breaker.call();
    if (call.isEmpty()) {
      count("refused");
      throw new ScoringException(
          "the prediction server kept failing and is left alone for some seconds");
    }
    return told(call.get(), ownDeadline().or(asked), asking);
  }

  private <T> T told(Breaker.Call call, Deadline end, Asking<T> asking) throws ScoringException {
    // What half of the usual time isn't enough for is the server's fault.
    boolean usual = 2 * end.leftNanos() >= options.timeout().toNanos();
    try {
      T answer = Traces.in(Traces.span("predict"), () -> asking.by(end));
      call.succeeded();
      count("ok");
      return answer;
    } catch (StatusRuntimeException e) {
      count(e.getStatus().getCode().name().toLowerCase(Locale.ROOT));
      tell(call, e.getStatus().getCode(), usual);
      if (!EXPECTED.contains(e.getStatus().getCode())) {
        LOG.warn("the prediction server {} failed: {}", address, e.getMessage());
      }
      throw new ScoringException(words(e.getStatus(), usual), e);
    } catch (IllegalArgumentException e) {
      call.failed();
      count("garbage");
      LOG.warn("the prediction server {} gave no proper answer: {}", address, e.getMessage());
      throw new ScoringException("the prediction server gave no proper answer", e);
    } finally {
      call.ended();
    }
  }

  private void count(String outcome) {
    options.counted().accept("docent_prediction_calls_total{outcome=\"" + outcome + "\"}");
  }

  @Override
  public void close() {
    factory.close();
  }

  /** In requests of {@value #MAX_PAIRS} pairs at most, one after the other. */
  private float[] inParts(List<Pair> pairs, Deadline end) {
    float[] scores = new float[pairs.size()];
    for (int start = 0; start < scores.length; start += MAX_PAIRS) {
      List<Pair> part = pairs.subList(start, Math.min(start + MAX_PAIRS, scores.length));
      float[] some = PredictedValues.scores(ask(request(part), end), part.size());
      System.arraycopy(some, 0, scores, start, some.length);
    }
    return scores;
  }

  /**
   * In requests of a batch each, all sent at once; the server answers them in their order. Where
   * the time is up, or the server won't take the later ones, the first ones' scores are enough.
   */
  private float[] asManyAsCan(List<Pair> pairs, Deadline end) {
    long began = System.nanoTime();
    int size = partSize(end);
    List<PredictRequest> requests = new ArrayList<>();
    List<Future<PredictResponse>> answers = new ArrayList<>();
    for (int start = 0; start < pairs.size(); start += size) {
      requests.add(request(pairs.subList(start, Math.min(start + size, pairs.size()))));
      answers.add(send(requests.get(requests.size() - 1), end));
    }
    float[] scores = new float[pairs.size()];
    int scored = 0;
    try {
      for (int i = 0; i < requests.size(); i++) {
        PredictResponse answer = answer(answers.get(i), requests.get(i), end);
        float[] some = PredictedValues.scores(answer, Math.min(size, scores.length - scored));
        System.arraycopy(some, 0, scores, scored, some.length);
        scored += some.length;
      }
    } catch (StatusRuntimeException e) {
      if (scored == 0 || !LATER_PARTS_REFUSED.contains(e.getStatus().getCode())) {
        throw e;
      }
      options.counted().accept("docent_prediction_cut_short_total");
    } finally {
      // What isn't needed any more is not to be computed.
      answers.forEach(answer -> answer.cancel(true));
    }
    learn((double) (System.nanoTime() - began) / scored);
    return Arrays.copyOf(scores, scored);
  }

  private int partSize(Deadline end) {
    double known = nanosPerPair;
    double wanted = known == 0 ? Integer.MAX_VALUE : end.leftNanos() / known / PARTS_OF_BUDGET;
    return options
        .batchSizes()
        .atMost((int) Math.max(SMALLEST_PART, Math.min(Integer.MAX_VALUE, wanted)));
  }

  private void learn(double nanos) {
    double known = nanosPerPair;
    // Threads may overwrite each other's; what counts is about how much it is.
    nanosPerPair = known == 0 ? nanos : (1 - NEWEST) * known + NEWEST * nanos;
  }

  /** In requests of {@value #MAX_PAIRS} texts at most, one after the other. */
  private float[][] vectors(List<int[]> texts, Deadline end) {
    float[][] vectors = new float[texts.size()][];
    for (int start = 0; start < vectors.length; start += MAX_PAIRS) {
      List<int[]> part = texts.subList(start, Math.min(start + MAX_PAIRS, vectors.length));
      PredictRequest request =
          request(
              ModelLookup.EMBED, ModelLookup.EMBEDDING, TextTensors.of(part, options.leastWidth()));
      float[][] some = PredictedValues.vectors(ask(request, end), part.size());
      System.arraycopy(some, 0, vectors, start, some.length);
    }
    return vectors;
  }

  private Future<PredictResponse> send(PredictRequest request, Deadline end) {
    return stub.withDeadlineAfter(Math.max(1, end.leftNanos()), TimeUnit.NANOSECONDS)
        .predict(request);
  }

  private PredictResponse ask(PredictRequest request, Deadline end) {
    return answer(send(request, end), request, end);
  }

  /** Waits for an answer; asks again where the server is briefly away. */
  private PredictResponse answer(
      Future<PredictResponse> first, PredictRequest request, Deadline end) {
    Future<PredictResponse> sent = first;
    for (int attempt = 1; ; attempt++) {
      try {
        PredictResponse answer = await(sent, end);
        retries.succeeded();
        return answer;
      } catch (StatusRuntimeException e) {
        long pause = pauseMillis(attempt);
        boolean late = TimeUnit.MILLISECONDS.toNanos(pause) >= end.leftNanos();
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
          throw e;
        }
        retries.failed();
        if (attempt == ATTEMPTS || late || !retries.allows()) {
          throw e;
        }
        pause(pause, e);
        options.counted().accept("docent_prediction_retries_total");
        sent = send(request, end);
      }
    }
  }

  /**
   * The call has the deadline too; this one holds where even that can't be told in time. Whether
   * somebody waits still is looked for now and then.
   */
  private static PredictResponse await(Future<PredictResponse> answer, Deadline end) {
    while (true) {
      try {
        long left = Math.min(LOOKED_NANOS, end.leftNanos());
        return answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (end.isAbandoned()) {
          throw Status.CANCELLED.withCause(e).asRuntimeException();
        }
        if (end.leftNanos() <= 0) {
          throw Status.DEADLINE_EXCEEDED.withCause(e).asRuntimeException();
        }
      } catch (ExecutionException e) {
        throw Status.fromThrowable(e.getCause()).withCause(e.getCause()).asRuntimeException();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Status.CANCELLED.withCause(e).asRuntimeException();
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
    return request(
        ModelLookup.SIGNATURE, ModelLookup.SCORE, PairTensors.of(pairs, options.leastWidth()));
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

  /**
   * A request that is refused as wrong was answered by a server that is well; one that the asker
   * gave up, or gave less time than is usual, says nothing about it.
   */
  private static void tell(Breaker.Call call, Status.Code code, boolean usualTime) {
    switch (code) {
      case INVALID_ARGUMENT, NOT_FOUND -> call.succeeded();
      case RESOURCE_EXHAUSTED -> call.refused();
      case CANCELLED -> call.saidNothing();
      case DEADLINE_EXCEEDED -> {
        if (usualTime) {
          call.failed();
        } else {
          call.saidNothing();
        }
      }
      default -> call.failed();
    }
  }

  private String words(Status status, boolean usualTime) {
    return switch (status.getCode()) {
      case DEADLINE_EXCEEDED ->
          usualTime
              ? "the model took longer than %d milliseconds".formatted(options.timeout().toMillis())
              : "the model took longer than was asked for";
      case UNAVAILABLE -> "the prediction server can't be reached";
      case RESOURCE_EXHAUSTED -> "the prediction server is too busy";
      case CANCELLED -> "nobody waits for the answer any more";
      case NOT_FOUND ->
          "the prediction server has no model '%s', version %d".formatted(model, version);
      default -> "the prediction server failed (%s)".formatted(status.getCode());
    };
  }
}
