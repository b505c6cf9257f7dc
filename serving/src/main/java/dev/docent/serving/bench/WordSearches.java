package dev.docent.serving.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.docent.serving.search.BareQueries;
import dev.docent.serving.search.Bm25Parameters;
import dev.docent.serving.search.SectionIndex;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Searches by BM25 alone over HTTP, beside the same Lucene query in a bare loop. Clients and server
 * share the cores, so that beside searches a second the CPU time of the server's process for a
 * search is compared with that of the loop's for a query: what the clients cost is in neither.
 */
final class WordSearches {
  /** Sections that a search looks at, and hits whose fields the second peer reads. */
  private static final int SECTIONS = 200;

  private static final int SHOWN = 10;
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int ROUNDS = 3;

  /** So much longer than a round until Java has compiled what is called often. */
  private static final int WARM_UP = 8;

  private final SectionIndex index;
  private final List<String> queries;
  private final int seconds;

  WordSearches(SectionIndex index, List<String> queries, int seconds) {
    this.index = index;
    this.queries = queries;
    this.seconds = seconds;
  }

  /** Speed and cost of one round, in calls a second and CPU milliseconds a call. */
  private record Pace(double aSecond, double cpuMillis) {
    static Pace median(List<Pace> rounds) {
      return new Pace(
          Times.median(rounds.stream().mapToDouble(Pace::aSecond).toArray()),
          Times.median(rounds.stream().mapToDouble(Pace::cpuMillis).toArray()));
    }
  }

  void measure(ServedProcess server, Consumer<Figure> told) throws InterruptedException {
    List<String> paths =
        queries.stream().map(query -> PlainHttp.search(query, "&ranking=bm25")).toList();
    new Load(server.port(), paths).closed(CORES, WARM_UP * seconds);
    bare(0, 2 * seconds);
    List<Pace> asked = new ArrayList<>();
    List<Pace> alone = new ArrayList<>();
    List<Pace> read = new ArrayList<>();
    Times times = new Times();
    for (int i = 0; i < ROUNDS; i++) {
      Load load = new Load(server.port(), paths);
      double before = server.cpuMillis();
      double rate = load.closed(CORES, seconds);
      asked.add(new Pace(rate, (server.cpuMillis() - before) / load.times.count()));
      times = load.times;
      alone.add(bare(0, seconds));
      read.add(bare(SHOWN, seconds));
    }
    tell(Pace.median(asked), Pace.median(alone), Pace.median(read), told);
    told.accept(
        Figure.atMost(
            10,
            times.quantile(0.99) / times.median(),
            "BM25 alone: p99 %.2f ms, p50 %.2f ms",
            times.quantile(0.99),
            times.median()));
  }

  private static void tell(Pace served, Pace bare, Pace read, Consumer<Figure> told) {
    told.accept(
        Figure.atLeast(
            0.9,
            served.aSecond() / bare.aSecond(),
            "BM25 alone: %.0f searches/s by HTTP, clients on the same cores, %.0f queries/s in a"
                + " bare loop",
            served.aSecond(),
            bare.aSecond()));
    told.accept(
        Figure.told(
            bare.cpuMillis() / served.cpuMillis(),
            "BM25 alone, CPU: %.3f ms a query in a bare loop, %.3f ms a search in the server",
            bare.cpuMillis(),
            served.cpuMillis()));
    told.accept(
        Figure.told(
            read.cpuMillis() / served.cpuMillis(),
            "BM25 alone, CPU: %.3f ms a query with the stored fields of %d hits read",
            read.cpuMillis(),
            SHOWN));
  }

  /** As many threads as there are cores, without anything around them. */
  private Pace bare(int fields, double forSeconds) throws InterruptedException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    long end = start + (long) (forSeconds * 1e9);
    int[] done = new int[CORES];
    List<Thread> threads = new ArrayList<>();
    for (int core = 0; core < CORES; core++) {
      int mine = core;
      Thread thread =
          new Thread(
              () -> {
                for (int i = mine; System.nanoTime() < end; i += CORES) {
                  String query = queries.get(i % queries.size());
                  BareQueries.run(index, query, SECTIONS, Bm25Parameters.DEFAULT, fields);
                  done[mine]++;
                }
              });
      thread.start();
      threads.add(thread);
    }
    int all = 0;
    for (int core = 0; core < CORES; core++) {
      threads.get(core).join();
      all += done[core];
    }
    return new Pace(
        all / ((System.nanoTime() - start) / 1e9), (process.getProcessCpuTime() - cpu) / 1e6 / all);
  }
}
