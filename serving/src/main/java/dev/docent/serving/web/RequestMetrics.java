package dev.docent.serving.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts what the server does, and tells it in Prometheus' text format. */
final class RequestMetrics {
  /** Upper bounds in milliseconds; what takes longer is counted in a last one. */
  private static final long[] BOUNDS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000
  };

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> counted = new ConcurrentHashMap<>();
  private final List<Supplier<String>> parts = new CopyOnWriteArrayList<>();
  private final AtomicLongArray times = new AtomicLongArray(BOUNDS.length + 1);
  private final AtomicLong micros = new AtomicLong();

  /**
   * Counts one more.
   *
   * @param series name and labels, such as {@code docent_refused_total{reason="rate"}}; from our
   *     code alone
   */
  void count(String series) {
    counters.computeIfAbsent(series, name -> new LongAdder()).increment();
  }

  /** Has a value read whenever the metrics are asked for. */
  void gauge(String series, LongSupplier value) {
    gauges.put(series, value);
  }

  /** Likewise of one that is counted elsewhere. */
  void counter(String series, LongSupplier value) {
    counted.put(series, value);
  }

  /** Has metrics in the same format added to these whenever they are asked for. */
  void part(Supplier<String> text) {
    parts.add(text);
  }

  void request(String path, int status) {
    count("docent_requests_total{path=\"" + path + "\",status=\"" + status + "\"}");
  }

  void search(String ranking, double millis) {
    count("docent_searches_total{ranking=\"" + ranking + "\"}");
    int bucket = 0;
    while (bucket < BOUNDS.length && millis > BOUNDS[bucket]) {
      bucket++;
    }
    times.incrementAndGet(bucket);
    micros.addAndGet(Math.round(millis * 1000));
  }

  /** Counts one that the canary answered; it is counted among all searches too. */
  void canary(String ranking, double millis) {
    count("docent_canary_searches_total{ranking=\"" + ranking + "\"}");
    counters
        .computeIfAbsent("docent_canary_search_millis_total", name -> new LongAdder())
        .add(Math.round(millis));
  }

  /** The counters by their series, in order. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    counters.forEach((series, count) -> counts.put(series, count.sum()));
    counted.forEach((series, count) -> counts.put(series, count.getAsLong()));
    return counts;
  }

  /**
   * Counters and gauges by name, then by labels without the quotes; a dash where there are none.
   */
  Map<String, Map<String, Long>> families() {
    Map<String, Long> all = new TreeMap<>(counts());
    gauges.forEach((series, value) -> all.put(series, value.getAsLong()));
    Map<String, Map<String, Long>> families = new TreeMap<>();
    all.forEach(
        (series, value) -> {
          int brace = series.indexOf('{');
          String name = brace < 0 ? series : series.substring(0, brace);
          String labels = brace < 0 ? "-" : series.substring(brace + 1, series.length() - 1);
          String shown = labels.replace("\"", "").replace(",", ", ");
          families.computeIfAbsent(name, one -> new TreeMap<>()).put(shown, value);
        });
    return families;
  }

  /** How many searches took how long, by the upper bound of their time. */
  Map<String, Long> buckets() {
    Map<String, Long> buckets = new LinkedHashMap<>();
    for (int i = 0; i < BOUNDS.length; i++) {
      buckets.put(BOUNDS[i] + " ms", times.get(i));
    }
    buckets.put("more", times.get(BOUNDS.length));
    return buckets;
  }

  long searches() {
    long all = 0;
    for (int i = 0; i < times.length(); i++) {
      all += times.get(i);
    }
    return all;
  }

  /**
   * Below which a share of the searches stayed.
   *
   * @return an upper bound in milliseconds; -1 where it is above the last, or there was no search
   */
  long quantileMillis(double share) {
    long wanted = (long) Math.ceil(share * searches());
    long seen = 0;
    for (int i = 0; i < BOUNDS.length && wanted > 0; i++) {
      seen += times.get(i);
      if (seen >= wanted) {
        return BOUNDS[i];
      }
    }
    return -1;
  }

  /** Prometheus' text format 0.0.4. */
  String text() {
    StringBuilder out = new StringBuilder();
    String last = "";
    for (Map.Entry<String, Long> one : counts().entrySet()) {
      last = typed(out, last, one.getKey(), "counter");
      out.append(one.getKey()).append(' ').append(one.getValue()).append('\n');
    }
    for (Map.Entry<String, LongSupplier> one : new TreeMap<>(gauges).entrySet()) {
      last = typed(out, last, one.getKey(), "gauge");
      out.append(one.getKey()).append(' ').append(one.getValue().getAsLong()).append('\n');
    }
    out.append("# TYPE docent_search_seconds histogram\n");
    long below = 0;
    for (int i = 0; i <= BOUNDS.length; i++) {
      below += times.get(i);
      String bound =
          i == BOUNDS.length ? "+Inf" : String.format(Locale.ROOT, "%.3f", BOUNDS[i] / 1000.0);
      out.append("docent_search_seconds_bucket{le=\"%s\"} %d\n".formatted(bound, below));
    }
    out.append(String.format(Locale.ROOT, "docent_search_seconds_sum %.6f\n", micros.get() / 1e6));
    out.append("docent_search_seconds_count ").append(below).append('\n');
    parts.forEach(part -> out.append(part.get()));
    return out.toString();
  }

  private static String typed(StringBuilder out, String last, String series, String type) {
    String name = series.replaceFirst("\\{.*", "");
    if (!name.equals(last)) {
      out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
    return name;
  }
}
