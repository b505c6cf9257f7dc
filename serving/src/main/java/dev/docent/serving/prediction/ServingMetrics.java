package dev.docent.serving.prediction;

import io.grpc.Status;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a prediction server does, under TF-Serving's names where it has them, and tells it in
 * Prometheus' text format. Times are in microseconds, as TF-Serving's are.
 */
final class ServingMetrics {
  private static final String REQUESTS = ":tensorflow:serving:request_count";
  private static final String LATENCY = ":tensorflow:serving:request_latency";
  private static final String RUNTIME = ":tensorflow:serving:runtime_latency";
  private static final String QUEUING = ":tensorflow:serving:batching_session:queuing_latency";
  private static final String BATCH = ":tensorflow:serving:batching:processed_batch_size";
  private static final String PADDING = ":tensorflow:serving:batching:padding_size";
  private static final String LOADS = ":tensorflow:cc:saved_model:load_attempt_count";
  private static final String LOADING = ":tensorflow:cc:saved_model:load_latency";
  private static final String WARMING = ":tensorflow:serving:model_warmup_latency";

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

  /** By name and labels without the bucket's. */
  private final Map<String, Histogram> histograms = new ConcurrentHashMap<>();

  /** A request that was answered or refused. */
  void request(String model, Status.Code status, long nanos) {
    count("%s{model_name=\"%s\",status=\"%s\"}".formatted(REQUESTS, model, status));
    if (status == Status.Code.OK) {
      record(
          LATENCY + "{model_name=\"" + model + "\",API=\"Predict\",entrypoint=\"GRPC\"",
          nanos / 1000);
    }
  }

  /** A batch, as {@link BatchScheduler.Observer} is told of it. */
  void batch(String model, int size, int filled, long queuedNanos, long nanos) {
    String labels = "{model_name=\"" + model + "\"";
    record(QUEUING + labels, queuedNanos / 1000);
    record(BATCH + labels, filled);
    record(PADDING + labels, filled - size);
    record(RUNTIME + "{model_name=\"" + model + "\",API=\"Predict\",runtime=\"TF1\"", nanos / 1000);
  }

  /** A version that was loaded and warmed, or could not be. */
  void load(String model, long version, boolean loaded, long nanos) {
    String labels = "{model_path=\"%s/%d\"".formatted(model, version);
    count(LOADS + labels + ",status=\"" + (loaded ? "success" : "fail") + "\"}");
    if (loaded) {
      count(LOADING + labels + "}", nanos / 1000);
    }
  }

  void warmedUp(String model, long version, long nanos) {
    record(WARMING + "{model_path=\"%s/%d\",status=\"OK\"".formatted(model, version), nanos / 1000);
  }

  /** Prometheus' text format 0.0.4. */
  String text() {
    StringBuilder out = new StringBuilder();
    String last = "";
    for (Map.Entry<String, LongAdder> one : new TreeMap<>(counters).entrySet()) {
      last = typed(out, last, one.getKey(), "counter");
      out.append(one.getKey()).append(' ').append(one.getValue().sum()).append('\n');
    }
    for (Map.Entry<String, Histogram> one : new TreeMap<>(histograms).entrySet()) {
      last = typed(out, last, one.getKey(), "histogram");
      one.getValue().tell(out, one.getKey());
    }
    return out.toString();
  }

  private void count(String series) {
    count(series, 1);
  }

  private void count(String series, long more) {
    counters.computeIfAbsent(series, name -> new LongAdder()).add(more);
  }

  private void record(String series, long value) {
    histograms.computeIfAbsent(series, name -> new Histogram()).record(value);
  }

  private static String typed(StringBuilder out, String last, String series, String type) {
    String name = series.substring(0, series.indexOf('{'));
    if (!name.equals(last)) {
      out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
    return name;
  }

  /** With TF-Serving's buckets: from 10 on, each 1.8 times as wide as the one before. */
  private static final class Histogram {
    private static final long[] BOUNDS = bounds();

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
    private final LongAdder sum = new LongAdder();

    private static long[] bounds() {
      long[] bounds = new long[33];
      double bound = 10;
      for (int i = 0; i < bounds.length; i++, bound *= 1.8) {
        bounds[i] = (long) bound;
      }
      return bounds;
    }

    void record(long value) {
      int bucket = 0;
      while (bucket < BOUNDS.length && value > BOUNDS[bucket]) {
        bucket++;
      }
      counts.incrementAndGet(bucket);
      sum.add(value);
    }

    void tell(StringBuilder out, String series) {
      int brace = series.indexOf('{');
      String name = series.substring(0, brace);
      String labels = series.substring(brace);
      long below = 0;
      for (int i = 0; i <= BOUNDS.length; i++) {
        below += counts.get(i);
        String bound = i == BOUNDS.length ? "+Inf" : Long.toString(BOUNDS[i]);
        out.append("%s_bucket%s,le=\"%s\"} %d\n".formatted(name, labels, bound, below));
      }
      out.append("%s_sum%s} %d\n".formatted(name, labels, sum.sum()));
      out.append("%s_count%s} %d\n".formatted(name, labels, below));
    }
  }
}
