package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.ranking.Deadline;
import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.SectionIndex;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search with a time for the model, and a model that has time for two sections of three. */
class LatencyBudgetTest {
  private static final String SEARCH = "/api/search?q=okapi";

  @TempDir Path folder;

  private final AtomicLong leftMillis = new AtomicLong();

  private final PairModel twoPairs =
      new PairModel() {
        @Override
        public float[] score(List<Pair> pairs) {
          throw new AssertionError("a search asks by a deadline");
        }

        @Override
        public float[] scoreBy(List<Pair> pairs, Deadline deadline) {
          leftMillis.set(Duration.ofNanos(deadline.leftNanos()).toMillis());
          return Arrays.copyOf(TestSearch.countZebras(pairs), 2);
        }
      };

  private TestSearch start() throws Exception {
    return new TestSearch(
        folder,
        twoPairs,
        article("a", "One").section("", "okapi okapi okapi"),
        article("b", "Two").section("", "okapi okapi zebra"),
        article("c", "Three").section("", "okapi zebra zebra zebra and more words"));
  }

  @Test
  void ranksWhatWasScoredFirstAndSaysHowMuchThatWas() throws Exception {
    try (TestSearch server = start()) {
      SearchAnswer answer =
          new ObjectMapper()
              .readValue(server.get(SEARCH + "&timeout=300ms").body(), SearchAnswer.class);
      assertEquals(
          List.of("b", "a", "c"),
          answer.results().stream().map(result -> result.article().id()).toList());
      assertEquals(2, answer.ranking().scored());
      assertEquals(3, answer.ranking().depth());
      assertTrue(answer.ranking().isFused());
      assertTrue(leftMillis.get() <= 300, "left " + leftMillis);
      String page = server.get("/?q=okapi").body();
      assertTrue(page.contains("2 of 3 sections in time"), page);
      String metrics = server.get("/metrics").body();
      assertTrue(metrics.contains("docent_searches_cut_short_total 2\n"), metrics);
    }
  }

  @Test
  void countsTheTimeThatARequestWaited() throws Exception {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder)) {
      writer.add(article("a", "One").section("", "okapi").section("Two", "okapi").build());
      writer.commit();
    }
    long fiveSecondsAgo = System.nanoTime() - TimeUnit.SECONDS.toNanos(5);
    try (SectionIndex index = SectionIndex.open(folder)) {
      SiteSearch search = TestSearch.search(index, twoPairs).within(Duration.ofSeconds(60));
      search.answer(new SearchRequest("okapi", 0, 10, false), fiveSecondsAgo, () -> false);
      assertTrue(leftMillis.get() <= 55_000, "left " + leftMillis);
      search.answer(new SearchRequest("okapi", 0, 10, false));
      assertTrue(leftMillis.get() > 55_000, "left " + leftMillis);
    }
  }

  @Test
  void aClientThatLeavesIsWaitedForNoMoreNorCounted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch noticed = new CountDownLatch(1);
    PairModel waiting =
        new PairModel() {
          @Override
          public float[] score(List<Pair> pairs) {
            throw new AssertionError("a search asks by a deadline");
          }

          @Override
          public float[] scoreBy(List<Pair> pairs, Deadline deadline) throws ScoringException {
            asked.countDown();
            while (!deadline.isAbandoned() && deadline.leftNanos() > 0) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            noticed.countDown();
            if (deadline.isAbandoned()) {
              throw new ScoringException("nobody waits");
            }
            return new float[pairs.size()];
          }
        };
    try (TestSearch server =
        new TestSearch(
            folder,
            waiting,
            Duration.ofMinutes(10),
            article("a", "One").section("", "okapi"),
            article("b", "Two").section("", "okapi"))) {
      try (Socket client = new Socket("127.0.0.1", URI.create(server.address()).getPort())) {
        String request = "GET " + SEARCH + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        assertTrue(asked.await(60, TimeUnit.SECONDS));
        assertEquals(1, noticed.getCount(), "somebody waits");
      }
      assertTrue(noticed.await(60, TimeUnit.SECONDS), "the model is asked still");
      String metrics = server.get("/metrics").body();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!metrics.contains("docent_searches_in_flight 0\n")) {
        assertTrue(System.nanoTime() < end, metrics);
        Thread.sleep(10);
        metrics = server.get("/metrics").body();
      }
      assertFalse(metrics.contains("docent_searches_total{"), metrics);
    }
  }

  @Test
  void refusesWhatIsNoTime() throws Exception {
    try (TestSearch server = start()) {
      for (String timeout : List.of("300", "0ms", "61s", "-1s", "1m", "x")) {
        var answer = server.get(SEARCH + "&timeout=" + timeout);
        assertEquals(400, answer.statusCode(), timeout);
        assertTrue(answer.body().contains("\"timeout\""), answer.body());
      }
      for (String timeout : List.of("1ms", "60s", "2s")) {
        assertEquals(200, server.get(SEARCH + "&timeout=" + timeout).statusCode(), timeout);
      }
    }
  }
}
