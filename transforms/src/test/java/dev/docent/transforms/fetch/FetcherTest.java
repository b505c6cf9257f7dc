package dev.docent.transforms.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {
  private static final long MAX_BYTES = 100_000;

  private TinySite site;

  @BeforeEach
  void start() throws IOException {
    site = new TinySite();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static FetchSettings settings() {
    return new FetchSettings(1000, 2, 2, 2, 3, MAX_BYTES, "docent/0.1 (+test)", true, null);
  }

  private WebAnswer get(WebRequest request) throws Exception {
    return get(request, settings());
  }

  private static WebAnswer get(WebRequest request, FetchSettings settings) throws Exception {
    try (Fetcher fetcher = Fetcher.open(settings)) {
      return fetcher.get(request);
    }
  }

  private WebRequest page(String path) {
    return WebRequest.of(site.url(path), MAX_BYTES);
  }

  private static String reason(WebAnswer answer) {
    assertNotNull(answer.problem(), answer.toString());
    return answer.problem().reason();
  }

  @Test
  void bringsBodyAndTellsWhoAsks() throws Exception {
    site.on("/a", e -> TinySite.html(e, "<p>hello"));
    WebAnswer answer = get(page("/a"));
    assertNull(answer.problem());
    assertEquals("<p>hello", new String(answer.body(), StandardCharsets.UTF_8));
    assertEquals("text/html", answer.mediaType());
    assertEquals("docent/0.1 (+test)", site.asked("/a").get(0).header("User-Agent"));
  }

  @Test
  void refusesPrivateAddressesUnlessAllowed() throws Exception {
    FetchSettings guarded =
        new FetchSettings(1000, 2, 2, 2, 3, MAX_BYTES, "docent/0.1", false, null);
    WebAnswer answer = get(page("/a"), guarded);
    assertEquals("robots-unreachable", reason(answer));
    assertEquals("private-address", reason(get(page("/a").withoutRobots(), guarded)));
    assertTrue(site.asked.isEmpty());
  }

  /** 127.0.0.1 plays the public network, the rest of 127/8 the private one. */
  private static AddressGuard guard(UnaryOperator<String> names) {
    return new AddressGuard(
        address -> address.getHostAddress().equals("127.0.0.1"), Names.of(names));
  }

  @Test
  void refusesAPrivateAddressAfterARedirectToo() throws Exception {
    site.on("/number", e -> redirect(e, site.url("/a").replace("127.0.0.1", "127.0.0.2")));
    site.on("/name", e -> redirect(e, site.url("/a").replace("127.0.0.1", "inside.example")));
    AddressGuard guard = guard(host -> host.equals("inside.example") ? "127.0.0.3" : host);
    try (Fetcher fetcher = Fetcher.open(settings(), guard)) {
      assertEquals("private-address", reason(fetcher.get(page("/number").withoutRobots())));
      assertEquals("private-address", reason(fetcher.get(page("/name").withoutRobots())));
    }
    assertTrue(site.asked("/a").isEmpty());
  }

  @Test
  void refusesANameThatChangesToAPrivateAddress() throws Exception {
    site.on(
        "/a",
        e -> {
          e.getResponseHeaders().set("Connection", "close");
          TinySite.html(e, "public");
        });
    List<String> answers = new CopyOnWriteArrayList<>(List.of("127.0.0.1", "127.0.0.2"));
    WebRequest request =
        WebRequest.of(site.url("/a").replace("127.0.0.1", "rebinding.example"), MAX_BYTES)
            .withoutRobots();
    try (Fetcher fetcher = Fetcher.open(settings(), guard(host -> answers.remove(0)))) {
      assertEquals(200, fetcher.get(request).status());
      assertEquals("private-address", reason(fetcher.get(request)));
    }
    assertEquals(1, site.asked("/a").size());
  }

  @Test
  void asksAgainAfterAnErrorThatMayHeal() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    site.on(
        "/a",
        e -> {
          if (tries.getAndIncrement() == 0) {
            TinySite.send(e, 503, "busy");
          } else {
            TinySite.html(e, "well");
          }
        });
    WebAnswer answer = get(page("/a"));
    assertEquals(200, answer.status());
    assertEquals(2, answer.requests());
  }

  @Test
  void givesUpAfterTheRetries() throws Exception {
    site.on("/a", e -> TinySite.send(e, 500, "never"));
    assertEquals("http-500", reason(get(page("/a"))));
    assertEquals(3, site.asked("/a").size());
  }

  @Test
  void doesNotAskAgainWhatCanNotHeal() throws Exception {
    site.on("/a", e -> TinySite.send(e, 403, "no"));
    assertEquals("http-403", reason(get(page("/a"))));
    assertEquals(1, site.asked("/a").size());
  }

  @Test
  void waitsAsRetryAfterSays() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    site.on(
        "/a",
        e -> {
          if (tries.getAndIncrement() == 0) {
            e.getResponseHeaders().set("Retry-After", "1");
            TinySite.send(e, 429, "slower");
          } else {
            TinySite.html(e, "well");
          }
        });
    assertEquals(200, get(page("/a")).status());
    long nanos = site.asked("/a").get(1).nanos() - site.asked("/a").get(0).nanos();
    assertTrue(nanos >= 1_000_000_000L, nanos + " ns");
  }

  @Test
  void readsNoMoreOfAPageThatIsTooLarge() throws Exception {
    AtomicLong sent = new AtomicLong();
    site.on("/endless", e -> endless(e, 200, sent));
    WebAnswer answer = get(WebRequest.page(site.url("/endless"), null, null, 10_000));
    assertEquals("too-large", reason(answer));
    assertEnds(sent);
  }

  @Test
  void takesAnErrorsStatusWithoutItsEndlessBody() throws Exception {
    AtomicLong sent = new AtomicLong();
    site.on("/gone", e -> endless(e, 410, sent));
    assertEquals(410, get(page("/gone")).status());
    assertEnds(sent);
  }

  @Test
  void onePagesRetryAfterHoldsNoOtherPageBack() throws Exception {
    site.on(
        "/busy",
        e -> {
          e.getResponseHeaders().set("Retry-After", "60");
          TinySite.send(e, 503, "busy");
        });
    site.on("/a", e -> TinySite.html(e, "well"));
    try (Fetcher fetcher = Fetcher.open(settings())) {
      assertEquals(503, fetcher.attempt(page("/busy")).status());
      long began = System.nanoTime();
      assertEquals(200, fetcher.attempt(page("/a")).status());
      assertTrue(System.nanoTime() - began < 20_000_000_000L);
    }
  }

  private static void endless(HttpExchange exchange, int status, AtomicLong sent)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(status, 0);
    byte[] some = new byte[10_000];
    for (int i = 0; i < 100_000; i++) {
      exchange.getResponseBody().write(some);
      sent.addAndGet(some.length);
    }
  }

  /** A connection that is given up takes what its buffers hold and no more. */
  private static void assertEnds(AtomicLong sent) throws InterruptedException {
    long before = -1;
    while (before != sent.get()) {
      before = sent.get();
      Thread.sleep(200);
    }
    assertTrue(before < 100_000_000L, before + " bytes were sent");
  }

  @Test
  void followsRedirectsAndNamesTheLastUrl() throws Exception {
    site.on("/a", e -> redirect(e, "/b")).on("/b", e -> redirect(e, site.url("/c d")));
    site.on("/c%20d", e -> TinySite.html(e, "here"));
    WebAnswer answer = get(page("/a"));
    assertEquals(site.url("/c%20d"), answer.url());
    assertEquals(3, answer.requests());
  }

  @Test
  void asksNoOtherHostForAPageButSaysWhereItLies() throws Exception {
    try (TinySite other = new TinySite();
        Fetcher fetcher = Fetcher.open(settings())) {
      site.on("/a", e -> redirect(e, "/b")).on("/b", e -> redirect(e, other.url("/c")));
      Attempt attempt = fetcher.attempt(page("/a"), List.of(site.url("/a")), null);
      assertNull(attempt.answer());
      assertEquals(List.of(site.url("/a"), site.url("/b"), other.url("/c")), attempt.chain());
      assertEquals(2, attempt.requests());
      assertTrue(other.asked.isEmpty());
    }
  }

  @Test
  void endsRedirectLoops() throws Exception {
    site.on("/a", e -> redirect(e, "/a"));
    WebAnswer answer = get(page("/a"));
    assertEquals("too-many-redirects", reason(answer));
    assertEquals(4, site.asked("/a").size());
  }

  @Test
  void refusesToBeLedToAnotherScheme() throws Exception {
    site.on("/a", e -> redirect(e, "file:///etc/passwd"));
    assertEquals("bad-url", reason(get(page("/a"))));
  }

  @Test
  void obeysRobots() throws Exception {
    site.on("/robots.txt", e -> TinySite.send(e, 200, "User-agent: docent\nDisallow: /secret\n"));
    site.on("/open", e -> TinySite.html(e, "in"));
    try (Fetcher fetcher = Fetcher.open(settings())) {
      assertEquals("robots", reason(fetcher.get(page("/secret/a"))));
      assertEquals(200, fetcher.get(page("/open")).status());
    }
    assertTrue(site.asked("/secret/a").isEmpty());
    assertEquals(1, site.asked("/robots.txt").size());
  }

  @Test
  void obeysRobotsAfterARedirectToo() throws Exception {
    site.on("/robots.txt", e -> TinySite.send(e, 200, "User-agent: *\nDisallow: /secret\n"));
    site.on("/a", e -> redirect(e, "/secret"));
    assertEquals("robots", reason(get(page("/a"))));
  }

  @Test
  void asksNothingWhereRobotsCanNotBeHad() throws Exception {
    site.on("/robots.txt", e -> TinySite.send(e, 500, ""));
    assertEquals("robots-unreachable", reason(get(page("/a"))));
    assertTrue(site.asked("/a").isEmpty());
  }

  @Test
  void cutsALongRobotsAtALineSoThatNoRuleWidens() {
    byte[] body =
        "Disallow: /a/b/c\n".repeat(Robots.MAX_BYTES / 10).getBytes(StandardCharsets.UTF_8);
    byte[] start = Robots.start(body);
    assertTrue(start.length <= Robots.MAX_BYTES && start.length > Robots.MAX_BYTES - 20);
    assertEquals('\n', start[start.length - 1]);
  }

  @Test
  void sendsValidatorsAndTakes304() throws Exception {
    site.on(
        "/a",
        e -> {
          boolean known = "\"1\"".equals(e.getRequestHeaders().getFirst("If-None-Match"));
          TinySite.send(e, known ? 304 : 200, "");
        });
    WebAnswer answer = get(WebRequest.page(site.url("/a"), "\"1\"", null, MAX_BYTES));
    assertEquals(304, answer.status());
    assertFalse(answer.ok());
    assertNull(answer.problem());
  }

  @Test
  void keepsListingsAndAsksConditionally(@TempDir Path cache) throws Exception {
    site.on(
        "/map",
        e -> {
          e.getResponseHeaders().set("ETag", "\"7\"");
          boolean known = "\"7\"".equals(e.getRequestHeaders().getFirst("If-None-Match"));
          TinySite.send(e, known ? 304 : 200, known ? "" : "a listing");
        });
    FetchSettings caching = settings().withCache(cache);
    get(page("/map").withCache(), caching);
    WebAnswer second = get(page("/map").withCache(), caching);
    assertArrayEquals("a listing".getBytes(StandardCharsets.UTF_8), second.body());
    assertEquals(200, second.status());
    assertEquals("\"7\"", site.asked("/map").get(1).header("If-None-Match"));
  }

  @Test
  void unpacksGzip() throws Exception {
    site.on("/a", e -> gzip(e, "packed ".repeat(100).getBytes(StandardCharsets.UTF_8)));
    assertEquals(700, get(page("/a")).body().length);
  }

  @Test
  void cutsBodiesThatSwell() throws Exception {
    site.on("/a", e -> gzip(e, new byte[(int) MAX_BYTES * 50]));
    assertEquals("too-large", reason(get(page("/a"))));
  }

  @Test
  void cutsBodiesOfNoStatedLength() throws Exception {
    site.on(
        "/a",
        e -> {
          e.sendResponseHeaders(200, 0);
          e.getResponseBody().write(new byte[(int) MAX_BYTES + 1]);
        });
    assertEquals("too-large", reason(get(page("/a"))));
  }

  @Test
  void cutsOffASlowDrip() throws Exception {
    site.on(
        "/a",
        e -> {
          e.sendResponseHeaders(200, 0);
          try {
            for (int i = 0; i < 100; i++) {
              e.getResponseBody().write('x');
              e.getResponseBody().flush();
              Thread.sleep(100);
            }
          } catch (IOException gone) {
            assertNotNull(gone);
          }
        });
    FetchSettings once = new FetchSettings(1000, 2, 1, 0, 3, MAX_BYTES, "d", true, null);
    assertEquals("timed-out", reason(get(page("/a"), once)));
  }

  @Test
  void sendsSecretsToTheirOwnOriginAlone() throws Exception {
    try (TinySite other = new TinySite()) {
      site.on("/a", e -> redirect(e, other.url("/b")));
      other.on("/b", e -> TinySite.html(e, "elsewhere"));
      get(page("/a").withoutRobots().withSecrets(Secrets.header("Authorization", "Bearer s3cret")));
      assertEquals("Bearer s3cret", site.asked("/a").get(0).header("Authorization"));
      assertEquals("", other.asked("/b").get(0).header("Authorization"));
    }
  }

  @Test
  void sendsASecretParameterToItsOwnOriginAloneAndShowsItNowhere() throws Exception {
    Secrets key = Secrets.parameter("key", "s3cret/1");
    try (TinySite other = new TinySite()) {
      site.on("/a?x=1&key=s3cret%2F1", e -> redirect(e, "/b?key=s3cret%2F1&y=2"));
      site.on("/b?y=2&key=s3cret%2F1", e -> redirect(e, other.url("/c?was=s3cret%2F1")));
      other.on("/c", e -> redirect(e, site.url("/s3cret/1")));
      WebAnswer answer = get(page("/a?x=1").withoutRobots().withSecrets(key));
      assertEquals(1, other.asked("/c").size());
      assertEquals(404, answer.status());
      site.on("/loop?key=s3cret%2F1", e -> redirect(e, "/loop?key=s3cret%2F1#s3cret/1"));
      String told = get(page("/loop").withoutRobots().withSecrets(key)).problem().detail();
      assertTrue(told.contains(site.url("/loop")) && !told.contains("s3cret"), told);
    }
  }

  @Test
  void keepsToTheRate() throws Exception {
    for (int i = 0; i < 12; i++) {
      site.on("/" + i, e -> TinySite.html(e, "page"));
    }
    FetchSettings slow = new FetchSettings(10, 2, 2, 0, 3, MAX_BYTES, "d", true, null);
    try (Fetcher fetcher = Fetcher.open(slow)) {
      for (int i = 0; i < 12; i++) {
        fetcher.get(page("/" + i));
      }
    }
    for (int i = 10; i < site.asked.size(); i++) {
      long window = site.asked.get(i).nanos() - site.asked.get(i - 10).nanos();
      assertTrue(window >= 1_000_000_000L, "ten requests in " + window + " ns");
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    TinySite.send(exchange, 302, "");
  }

  private static void gzip(HttpExchange exchange, byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    TinySite.send(exchange, 200, packed.toByteArray());
  }
}
