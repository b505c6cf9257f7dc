package dev.docent.transforms.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.docent.records.Outcome;
import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that lead from one host to another; a port of its own is a host of its own. */
class RedirectsAcrossHostsTest {
  private static final int RATE = 20;

  /** What came out; static, as workers are elsewhere. */
  private static final List<PageOutcome> OUTCOMES = new CopyOnWriteArrayList<>();

  private static final Map<String, RawPage> PAGES = new ConcurrentHashMap<>();

  @TempDir Path kept;
  private TinySite first;
  private TinySite second;

  @BeforeEach
  void start() throws IOException {
    first = new TinySite();
    second = new TinySite();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private void fetch(int maxRedirects, String... urls) {
    List<KV<PageLink, PageOutcome>> asked = new ArrayList<>();
    for (String url : urls) {
      asked.add(KV.of(new PageLink(url, "listed", null, null, List.of("tag")), null));
    }
    FetchSettings settings =
        new FetchSettings(RATE, 4, 5, 0, maxRedirects, 100_000, "docent", true, null);
    OUTCOMES.clear();
    PAGES.clear();
    Pipeline pipeline = Pipeline.create();
    PCollectionTuple fetched =
        pipeline
            .apply(
                Create.of(asked)
                    .withCoder(
                        KvCoder.of(
                            AvroCoder.specific(PageLink.class),
                            NullableCoder.of(AvroCoder.specific(PageOutcome.class)))))
            .apply(FetchPages.with(settings, kept));
    fetched.get(FetchPages.OUTCOMES).apply("Outcomes", ParDo.of(new TakeOutcome()));
    fetched.get(FetchPages.PAGES).apply("Pages", ParDo.of(new TakePage()));
    pipeline.run().waitUntilFinish();
  }

  private static final class TakeOutcome extends DoFn<PageOutcome, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element PageOutcome outcome) {
      OUTCOMES.add(outcome);
    }
  }

  private static final class TakePage extends DoFn<RawPage, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element RawPage page) {
      PAGES.put(page.getId(), page);
    }
  }

  private static Map<String, String> outcomes() {
    Map<String, String> named = new TreeMap<>();
    for (PageOutcome one : OUTCOMES) {
      String before =
          named.put(
              one.getId().replaceFirst("^http://[^/]*", ""),
              one.getReason() == null ? one.getOutcome().name() : one.getReason());
      assertEquals(null, before, one.getId() + " has two outcomes");
    }
    return named;
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    TinySite.send(exchange, 302, "");
  }

  @Test
  void everyPageEndsInOneOutcomeWhereverItLies() {
    second.on("/robots.txt", e -> TinySite.send(e, 200, "User-agent: *\nDisallow: /secret\n"));
    first
        .on("/over", e -> redirect(e, second.url("/page")))
        .on("/over-and-back", e -> redirect(e, second.url("/back")))
        .on("/home", e -> TinySite.html(e, "home"))
        .on("/to-secret", e -> redirect(e, second.url("/secret")))
        .on("/to-nothing", e -> redirect(e, second.url("/nothing")))
        .on("/round", e -> redirect(e, second.url("/round-again")));
    second
        .on("/page", e -> TinySite.html(e, "page"))
        .on("/back", e -> redirect(e, first.url("/home")))
        .on("/secret", e -> TinySite.html(e, "secret"))
        .on("/round-again", e -> redirect(e, first.url("/round")));
    String[] urls = {
      first.url("/over"),
      first.url("/over-and-back"),
      first.url("/to-secret"),
      first.url("/to-nothing"),
      first.url("/round"),
      second.url("/page")
    };
    fetch(3, urls);
    Map<String, String> expected =
        Map.of(
            "/over", "FETCHED",
            "/over-and-back", "FETCHED",
            "/to-secret", "robots",
            "/to-nothing", "http-404",
            "/round", "too-many-redirects",
            "/page", "FETCHED");
    assertEquals(new TreeMap<>(expected), outcomes());
    assertTrue(second.asked("/secret").isEmpty());
    RawPage over = PAGES.get(first.url("/over"));
    assertEquals(second.url("/page"), over.getUrl());
    assertEquals("listed", over.getTitle());
    assertEquals(List.of("tag"), over.getTags());
    assertEquals(first.url("/home"), PAGES.get(first.url("/over-and-back")).getUrl());
    for (PageOutcome one : OUTCOMES) {
      if (one.getId().endsWith("/over-and-back")) {
        assertEquals(3, one.getRequests());
        assertEquals(Outcome.FETCHED, one.getOutcome());
      }
    }

    // Another attempt at the same window asks for nothing.
    int before = first.asked.size() + second.asked.size();
    fetch(3, urls);
    assertEquals(new TreeMap<>(expected), outcomes());
    assertEquals(before, first.asked.size() + second.asked.size());

    // One that may follow fewer judges what was handed on before.
    fetch(0, first.url("/over"));
    assertEquals("too-many-redirects", outcomes().get("/over"));
  }

  @Test
  void aRobotsTxtOnAnotherHostIsLeftToThatHostsWorker() throws Exception {
    first.on("/robots.txt", e -> redirect(e, second.url("/rules")));
    first.on("/page", e -> TinySite.html(e, "page"));
    first.on("/secret", e -> TinySite.html(e, "secret"));
    second.on("/rules", e -> redirect(e, second.url("/rules.txt")));
    second.on("/rules.txt", e -> TinySite.send(e, 200, "User-agent: *\nDisallow: /secret\n"));
    second.on("/own", e -> TinySite.html(e, "own"));
    FetchSettings settings = new FetchSettings(RATE, 4, 5, 0, 0, 100_000, "docent", true, null);
    try (Fetcher fetcher = Fetcher.open(settings)) {
      String url = first.url("/page");
      Attempt attempt =
          fetcher.attempt(WebRequest.page(url, null, null, 100_000), List.of(url), null);
      assertNull(attempt.answer());
      assertEquals(List.of(first.url("/robots.txt"), second.url("/rules")), attempt.robots());
      assertTrue(second.asked.isEmpty());
      assertTrue(first.asked("/page").isEmpty());
    }

    fetch(0, first.url("/page"), first.url("/secret"), second.url("/own"));
    assertEquals(Map.of("/page", "FETCHED", "/secret", "robots", "/own", "FETCHED"), outcomes());
    assertTrue(first.asked("/secret").isEmpty());
    assertEquals(1, second.asked("/rules").size());
    for (PageOutcome one : OUTCOMES) {
      assertEquals(1, one.getRequests(), one::toString);
    }
  }

  @Test
  void aRobotsTxtThatLeadsFromHostToHostRefusesItsPagesAtLast() {
    try (TinySite third = new TinySite()) {
      first.on("/robots.txt", e -> redirect(e, second.url("/rules")));
      second.on("/rules", e -> redirect(e, third.url("/rules")));
      third.on("/rules", e -> redirect(e, first.url("/rules")));
      first.on("/rules", e -> redirect(e, second.url("/rules")));
      first.on("/page", e -> TinySite.html(e, "page"));
      fetch(0, first.url("/page"));
      assertEquals(Map.of("/page", "robots-unreachable"), outcomes());
      assertTrue(first.asked("/page").isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatOtherHostsLeadToAHostIsWithinItsRate() {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < RATE; i++) {
      int page = i;
      first.on("/" + i, e -> redirect(e, second.url("/" + page)));
      second.on("/" + i, e -> TinySite.html(e, "page " + page));
      second.on("/own" + i, e -> TinySite.html(e, "own " + page));
      urls.add(first.url("/" + i));
      urls.add(second.url("/own" + i));
    }
    fetch(2, urls.toArray(String[]::new));
    assertEquals(2 * RATE, PAGES.size());
    for (TinySite site : List.of(first, second)) {
      long[] times = site.asked.stream().mapToLong(TinySite.Asked::nanos).sorted().toArray();
      for (int i = RATE; i < times.length; i++) {
        long window = times[i] - times[i - RATE];
        assertTrue(window >= 1_000_000_000L, RATE + " requests in " + window + " ns");
      }
    }
  }
}
