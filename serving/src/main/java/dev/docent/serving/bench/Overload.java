package dev.docent.serving.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Ten times the searches a second that the server can rank by the model. */
final class Overload {
  /** The model's time for a search. */
  static final int TIMEOUT_MILLIS = 2000;

  /**
   * The heap has its full size from the start: what the process grows by then is memory beside it,
   * which nothing else bounds.
   */
  static final String JAVA = "-Xms1g -Xmx1g -XX:+AlwaysPreTouch";

  private static final int OVERLOADING = 200;

  private static final int RECOVERS_SECONDS = 5;

  private final List<String> queries;
  private final int seconds;
  private final int forSeconds;

  /**
   * @param seconds of half the measurement of what it can rank
   * @param forSeconds of the overload
   */
  Overload(List<String> queries, int seconds, int forSeconds) {
    this.queries = queries;
    this.seconds = seconds;
    this.forSeconds = forSeconds;
  }

  void measure(ServedProcess server, Consumer<Figure> told) throws Exception {
    List<String> paths = queries.stream().map(query -> PlainHttp.search(query, "")).toList();
    Load calm = new Load(server.port(), paths);
    calm.closed(1, seconds);
    // On a machine that is busy with other things not even a calm search is ranked whole.
    double usual = Times.median(calm.shares.stream().mapToDouble(share -> share).toArray());
    Load carried = new Load(server.port(), paths);
    carried.closed(2, 2.0 * seconds);
    double ranked = carried.whole.sum() + carried.cutShort.sum();
    double capacity = Math.max(1, ranked) / (2.0 * seconds);
    long before = server.mib();
    Load load = new Load(server.port(), paths);
    // By a third of the time there are the threads and buffers that the load asks for.
    load.open(OVERLOADING, forSeconds / 3.0, 10 * capacity);
    long early = server.mib();
    load.open(OVERLOADING, forSeconds * 2 / 3.0, 10 * capacity);
    long after = server.mib();
    double recovered = recovered(server, usual);
    long asked = load.times.count() + load.shed.sum() + load.failed.sum();
    told.accept(
        Figure.atMost(
            0,
            load.failed.sum(),
            "10 x %.1f searches/s for %d s: %d asked; %d ranked whole, %d in part, %d by BM25,"
                + " %d shed with Retry-After; failed otherwise",
            capacity,
            forSeconds,
            asked,
            load.whole.sum(),
            load.cutShort.sum(),
            load.byWords.sum(),
            load.shed.sum()));
    told.accept(
        Figure.atMost(
            1.1,
            load.times.quantile(0.99) / TIMEOUT_MILLIS,
            "then p50 and p99 of those accepted: %.0f and %.0f ms, deadline %d ms",
            load.times.median(),
            load.times.quantile(0.99),
            TIMEOUT_MILLIS));
    told.accept(
        Figure.atMost(
            1.1,
            (double) after / early,
            "then memory, 1 GiB of it heap: %d MiB, %d MiB after a third of it, %d MiB before",
            after,
            early,
            before));
    told.accept(
        Figure.atMost(
            1,
            recovered / RECOVERS_SECONDS,
            "then to the first search ranked as before, %.0f%% of its sections: %.2f s, of %d s",
            100 * usual,
            recovered,
            RECOVERS_SECONDS));
  }

  /** As many clients at once, each asking again as soon as it is answered or refused. */
  void flood(ServedProcess server, Consumer<Figure> told) throws Exception {
    List<String> paths =
        queries.stream().map(query -> PlainHttp.search(query, "&ranking=bm25")).toList();
    Load first = new Load(server.port(), paths);
    first.closed(OVERLOADING, forSeconds / 12.0);
    Load load = new Load(server.port(), paths);
    long early = server.mib();
    double answered = load.closed(OVERLOADING, forSeconds / 6.0);
    long after = server.mib();
    long began = System.nanoTime();
    double recovered = Double.POSITIVE_INFINITY;
    try (PlainHttp http = new PlainHttp(server.port())) {
      if (http.get(paths.get(0)).status() == 200) {
        recovered = (System.nanoTime() - began) / 1e9;
      }
    }
    told.accept(
        Figure.atMost(
            0,
            first.failed.sum() + load.failed.sum(),
            "%d clients at once, BM25 alone: %.0f answered/s; %d shed with Retry-After; failed"
                + " otherwise",
            OVERLOADING,
            answered,
            load.shed.sum()));
    told.accept(
        Figure.atMost(
            1,
            load.times.quantile(0.99) / TIMEOUT_MILLIS,
            "then p50 and p99 of those accepted: %.0f and %.0f ms, of %d ms",
            load.times.median(),
            load.times.quantile(0.99),
            TIMEOUT_MILLIS));
    told.accept(
        Figure.atMost(
            1.1,
            (double) after / early,
            "then memory, 1 GiB of it heap: %d MiB, %d MiB after a third of it",
            after,
            early));
    told.accept(
        Figure.atMost(
            1,
            recovered / RECOVERS_SECONDS,
            "then the next search: answered after %.3f s, of %d s",
            recovered,
            RECOVERS_SECONDS));
  }

  /** Until a search is ranked as far as is usual, one after another. */
  private double recovered(ServedProcess server, double usual) throws IOException {
    long began = System.nanoTime();
    try (PlainHttp http = new PlainHttp(server.port())) {
      for (int i = 0; System.nanoTime() - began < 60e9; i++) {
        String query = queries.get(i % queries.size());
        double share = Answers.share(http.get(PlainHttp.search(query, "")).body());
        if (share > 0 && share >= usual) {
          return (System.nanoTime() - began) / 1e9;
        }
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
