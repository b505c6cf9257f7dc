package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Mutated pages through the parser: none may crash it or keep it busy. {@code -Ddocent.fuzz=100000}
 * sets how many, {@code -Ddocent.fuzz.seed} repeats a run; failing pages are written below {@code
 * target/fuzz} and belong, once mended, into the folder of regressions.
 */
class FuzzTest {
  private static final int IN_EVERY_BUILD = 1500;

  /** CPU time for a page of 200 KB at most: a hundred times what the slowest ones take. */
  private static final long BOUND_NANOS = 5_000_000_000L;

  /** A page after which nobody waits any longer. */
  private static final long HANG_MILLIS = 60_000;

  @Test
  void mutatedPagesNeitherCrashNorHang() throws Exception {
    int pages = Integer.getInteger("docent.fuzz", IN_EVERY_BUILD);
    long seed = Long.getLong("docent.fuzz.seed", System.nanoTime() & 0xFFFFFF);
    System.out.printf("fuzz: %d pages, seed %d%n", pages, seed);
    PageMutator mutator =
        new PageMutator(LabelledPage.all().stream().map(LabelledPage::bytes).toList());
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    Watch watch = new Watch();
    long slowest = 0;
    for (int i = 0; i < pages; i++) {
      byte[] page = mutator.page(seed, i);
      watch.begin(page, seed, i);
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      String outcome = outcome(page);
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      slowest = Math.max(slowest, nanos);
      outcomes.merge(outcome, 1, Integer::sum);
      if (nanos > BOUND_NANOS || outcome.startsWith(ArticleParser.PARSER_FAILED)) {
        failures.add(save(page, seed, i) + ": " + outcome + " after " + nanos / 1e9 + " s");
      }
    }
    watch.end();
    System.out.printf("fuzz: %s, slowest %.0f ms of CPU time%n", outcomes, slowest / 1e6);
    assertTrue(failures.isEmpty(), () -> String.join("\n", failures));
    assertTrue(outcomes.getOrDefault("parsed", 0) > pages / 2, "most pages still give an article");
  }

  @Test
  void whatWasFoundStaysMended() throws Exception {
    Path folder = Path.of(FuzzTest.class.getResource("regressions").toURI());
    int pages = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).sorted().toList()) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        String outcome = outcome(Files.readAllBytes(file));
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        assertTrue(!outcome.startsWith(ArticleParser.PARSER_FAILED), file + ": " + outcome);
        assertTrue(nanos < BOUND_NANOS, () -> file + " took " + nanos / 1e9 + " s");
        pages++;
      }
    }
    assertTrue(pages > 0, "no regression files in " + folder);
  }

  @Test
  void theSameSeedMakesTheSamePage() throws Exception {
    PageMutator mutator =
        new PageMutator(LabelledPage.all().stream().map(LabelledPage::bytes).toList());
    assertEquals(new String(mutator.page(5, 6)), new String(mutator.page(5, 6)));
  }

  private static String outcome(byte[] page) {
    try {
      ParseOutcome outcome = new ArticleParser(1, 1).parse(Pages.html("a/b.html", page));
      return outcome instanceof ParseOutcome.Refused refused
          ? refused.reason()
              + (refused.reason().equals(ArticleParser.PARSER_FAILED) ? " " + refused.detail() : "")
          : "parsed";
    } catch (Throwable e) {
      return ArticleParser.PARSER_FAILED + " thrown: " + e;
    }
  }

  private static Path save(byte[] page, long seed, int number) throws java.io.IOException {
    Path folder = Files.createDirectories(Path.of("target", "fuzz"));
    return Files.write(folder.resolve(seed + "-" + number + ".html"), page);
  }

  /** Ends the whole run where a page hangs, after keeping that page. */
  private static final class Watch {
    private volatile long since;
    private volatile byte[] page = {};
    private volatile long seed;
    private volatile int number;
    private final Thread thread = new Thread(this::look, "fuzz watch");

    Watch() {
      since = Long.MAX_VALUE;
      thread.setDaemon(true);
      thread.start();
    }

    void begin(byte[] next, long ofSeed, int at) {
      page = next;
      seed = ofSeed;
      number = at;
      since = System.currentTimeMillis();
    }

    void end() {
      thread.interrupt();
    }

    private void look() {
      try {
        while (true) {
          Thread.sleep(1000);
          long begun = since;
          if (begun != Long.MAX_VALUE && System.currentTimeMillis() - begun > HANG_MILLIS) {
            System.out.println("fuzz: hangs at " + save(page, seed, number));
            Runtime.getRuntime().halt(1);
          }
        }
      } catch (InterruptedException | java.io.IOException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
