package dev.docent.serving.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.docent.serving.ranking.Ranker;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.search.BareQueries;
import dev.docent.serving.search.Bm25Parameters;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.web.AnswerJson;
import dev.docent.serving.web.SearchRequest;
import dev.docent.serving.web.SiteSearch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private final SiteSearch search;
  private final List<String> queries;
  private final int seconds;

  WordSearches(SectionIndex index, List<String> queries, int seconds) {
    this.index = index;
    this.search = new SiteSearch(new Ranker(index, RankingSettings.DEFAULT, Map.of()), null);
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

  /** What is done with a query in a loop. */
  private interface Work {
    void on(String query);
  }

  private void query(String query) {
    BareQueries.run(index, query, SECTIONS, Bm25Parameters.DEFAULT, 0);
  }

  private void queryAndFields(String query) {
    BareQueries.run(index, query, SECTIONS, Bm25Parameters.DEFAULT, SHOWN);
  }

  private void answer(String query) {
    AnswerJson.bytes(search.answer(new SearchRequest(query, 0, SHOWN, false)));
  }

  void measure(ServedProcess server, Consumer<Figure> told)
      throws InterruptedException, IOException {
    List<String> paths =
        queries.stream().map(query -> PlainHttp.search(query, "&ranking=bm25")).toList();
    new Load(server.port(), paths).closed(CORES, WARM_UP * seconds);
    loop(this::query, 2 * seconds);
    loop(this::answer, 4 * seconds);
    List<Pace> asked = new ArrayList<>();
    List<Pace> alone = new ArrayList<>();
    List<Pace> read = new ArrayList<>();
    List<Pace> built = new ArrayList<>();
    Map<String, ServedProcess.ThreadTimes> threads = new TreeMap<>();
    int searches = 0;
    Times times = new Times();
    for (int i = 0; i < ROUNDS; i++) {
      Load load = new Load(server.port(), paths);
      double before = server.cpuMillis();
      Map<String, ServedProcess.ThreadTimes> threadsBefore = server.threads();
      double rate = load.closed(CORES, seconds);
      asked.add(new Pace(rate, (server.cpuMillis() - before) / load.times.count()));
      times = load.times;
      searches += times.count();
      server
          .threads()
          .forEach(
              (work, now) ->
                  threads.merge(
                      work,
                      threadsBefore.containsKey(work) ? now.minus(threadsBefore.get(work)) : now,
                      ServedProcess.ThreadTimes::plus));
      alone.add(loop(this::query, seconds));
      read.add(loop(this::queryAndFields, seconds));
      built.add(loop(this::answer, seconds));
    }
    tell(Pace.median(asked), Pace.median(alone), Pace.median(read), told);
    tellAnswers(Pace.median(asked), Pace.median(built), told);
    tellThreads(threads, searches, told);
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

  private static void tellAnswers(Pace served, Pace built, Consumer<Figure> told) {
    told.accept(
        Figure.told(
            served.aSecond() / built.aSecond(),
            "BM25 alone: %.0f searches/s by HTTP, %.0f whole answers/s made in a bare loop",
            served.aSecond(),
            built.aSecond()));
    told.accept(
        Figure.told(
            built.cpuMillis() / served.cpuMillis(),
            "BM25 alone, CPU: %.3f ms a whole answer in a bare loop, with passages, facets and"
                + " JSON",
            built.cpuMillis()));
  }

  private static void tellThreads(
      Map<String, ServedProcess.ThreadTimes> threads, int searches, Consumer<Figure> told) {
    double all = threads.values().stream().mapToDouble(ServedProcess.ThreadTimes::all).sum();
    threads.forEach(
        (work, spent) ->
            told.accept(
                Figure.told(
                    spent.all() / all,
                    "BM25 alone, CPU in the server: %.3f ms a search for %s, %.3f ms of it the"
                        + " kernel's",
                    spent.all() / searches,
                    work,
                    spent.kernel() / searches)));
  }

  /** As many threads as there are cores, without anything around them. */
  private Pace loop(Work work, double forSeconds) throws InterruptedException {
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
                  work.on(queries.get(i % queries.size()));
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
