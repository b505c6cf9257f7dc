package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.prediction.ClientOptions;
import dev.docent.serving.prediction.FaultyPrediction;
import dev.docent.serving.prediction.FaultyPrediction.Fault;
import dev.docent.serving.prediction.PredictionClient;
import dev.docent.serving.search.SectionIndex;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What searches get while prediction fails in the midst of load, and after. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictionFaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofMillis(400);
  private static final int CLIENTS = 4;

  /** A search that waits for no model is done long before, on any machine. */
  private static final long LONGEST_MILLIS = TIMEOUT.toMillis() + 10_000;

  private final RequestMetrics metrics = new RequestMetrics();
  private final HttpClient http = HttpClient.newHttpClient();
  private FaultyPrediction prediction;
  private PredictionClient client;
  private SectionIndex index;
  private WebServer web;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder)) {
      writer.add(article("first", "Okapi").section("", "okapi okapi okapi").build());
      writer.add(article("second", "Zebra").section("", "okapi zebra and more words").build());
      writer.commit();
    }
    index = SectionIndex.open(folder);
    prediction = new FaultyPrediction(TestSearch::countZebras);
    client =
        new PredictionClient(
            prediction.address(),
            "docent",
            3,
            ClientOptions.of(TIMEOUT)
                .withLeftAlone(Duration.ofMillis(500))
                .withCounted(metrics::count));
    metrics.gauge("docent_prediction_breaker", client::breakerState);
    web =
        WebServer.start(
            LiveSearch.of(TestSearch.search(index, client), index.size()),
            metrics,
            WebOptions.local(Duration.ofSeconds(60)));
    awaitFused();
  }

  @AfterAll
  void stop() throws IOException {
    web.close();
    client.close();
    prediction.close();
    index.close();
  }

  private SearchAnswer search() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + web.port() + "/api/search?q=okapi");
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    return JSON.readValue(response.body(), SearchAnswer.class);
  }

  private static String first(SearchAnswer answer) {
    return answer.results().get(0).article().id();
  }

  /** The first calls of a process load classes. */
  private void awaitFused() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      SearchAnswer answer = search();
      if (answer.ranking().isFused()) {
        assertEquals("second", first(answer));
        assertEquals(2, answer.ranking().scored());
        return;
      }
      assertEquals("first", first(answer), "BM25's order");
      assertTrue(System.nanoTime() < end, "not fused again: " + answer.ranking().reason());
      Thread.sleep(20);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void noSearchFailsAndReRankingComesBackByItself(Fault fault) throws Exception {
    long before = failedCalls();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger fellBack = new AtomicInteger();
    List<String> failures = new CopyOnWriteArrayList<>();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread one =
          new Thread(
              () -> {
                while (!stop.get()) {
                  try {
                    check(search(), fellBack);
                  } catch (IOException | InterruptedException | AssertionError e) {
                    failures.add(e.toString());
                  }
                }
              });
      one.start();
      clients.add(one);
    }
    prediction.fail(fault);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while ((fellBack.get() < 20 || client.breakerState() == 0) && failures.isEmpty()) {
      assertTrue(System.nanoTime() < end, fellBack + " fell back");
      Thread.sleep(5);
    }
    assertTrue(metrics.text().contains("docent_searches_total{ranking=\"bm25\"}"));
    prediction.mend();
    awaitFused();
    stop.set(true);
    for (Thread one : clients) {
      one.join();
    }
    assertEquals(List.of(), failures);
    assertTrue(failedCalls() > before, metrics.counts().toString());
    assertTrue(
        metrics.counts().containsKey("docent_prediction_breaker_changes_total{to=\"open\"}"),
        metrics.counts().toString());
  }

  private long failedCalls() {
    return metrics.counts().entrySet().stream()
        .filter(one -> one.getKey().startsWith("docent_prediction_calls_total"))
        .filter(one -> !one.getKey().contains("\"ok\"") && !one.getKey().contains("refused"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void check(SearchAnswer answer, AtomicInteger fellBack) {
    assertTrue(answer.tookMillis() < LONGEST_MILLIS, "took " + answer.tookMillis());
    if (answer.ranking().isFused()) {
      assertEquals("second", first(answer));
    } else {
      assertEquals("first", first(answer));
      assertFalse(String.valueOf(answer.ranking().reason()).isBlank());
      fellBack.incrementAndGet();
    }
  }
}
