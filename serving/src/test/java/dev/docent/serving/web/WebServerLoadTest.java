package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.text.PairEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web server with a model that answers nothing until it is let go. */
class WebServerLoadTest {
  private static final String SEARCH = "/api/search?q=okapi";

  @TempDir Path folder;

  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  private float[] waits(List<PairEncoder.Pair> pairs) {
    asked.incrementAndGet();
    try {
      assertTrue(go.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new float[pairs.size()];
  }

  private TestSearch start(Duration longest) throws Exception {
    return new TestSearch(
        folder, this::waits, longest, article("a", "Okapis").section("", "okapi"));
  }

  @Test
  void refusesAtOnceWhatIsTooMuch() throws Exception {
    try (TestSearch server = start(Duration.ofSeconds(60))) {
      List<CompletableFuture<HttpResponse<String>>> answers = server.getAtOnce(SEARCH, 65);
      HttpResponse<?> first =
          (HttpResponse<?>)
              CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new))
                  .get(30, TimeUnit.SECONDS);
      assertEquals(503, first.statusCode());
      assertEquals("1", first.headers().firstValue("retry-after").orElse(""));
      go.countDown();
      List<Integer> statuses = new ArrayList<>();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        statuses.add(answer.get(30, TimeUnit.SECONDS).statusCode());
      }
      assertEquals(1, statuses.stream().filter(status -> status == 503).count(), "" + statuses);
      assertEquals(64, statuses.stream().filter(status -> status == 200).count(), "" + statuses);
      assertEquals(200, server.get(SEARCH).statusCode(), "places are given back");
    }
  }

  @Test
  void neverRunsWhatTimedOutWhileItWaited() throws Exception {
    try (TestSearch server = start(Duration.ofSeconds(3))) {
      for (CompletableFuture<HttpResponse<String>> answer : server.getAtOnce(SEARCH, 24)) {
        assertEquals(503, answer.get(30, TimeUnit.SECONDS).statusCode());
      }
      int before = asked.get();
      assertTrue(before < 24, "asked " + before);
      go.countDown();
      assertEquals(200, server.get(SEARCH).statusCode());
      assertEquals(before + 1, asked.get());
    }
  }
}
