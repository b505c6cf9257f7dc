package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.text.PairEncoder;
import dev.docent.serving.access.AddressRanges;
import dev.docent.serving.access.AuditLog;
import dev.docent.serving.access.Clients;
import dev.docent.serving.access.Gate;
import dev.docent.serving.access.RateLimit;
import dev.docent.serving.access.Tokens;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the server answers, and what it does about the others. */
class WebSafetyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEARCH = "/api/search?q=okapi";
  private static final String TOKEN = "a-token-of-good-length";
  private static final WebOptions LOCAL = WebOptions.local(Duration.ofSeconds(30));

  @TempDir Path folder;

  private TestSearch start(WebOptions options) throws IOException {
    return new TestSearch(
        folder.resolve("index"), null, options, article("a", "Okapis").section("", "okapi"));
  }

  private static Gate gate(RateLimit rate, Tokens tokens, String userHeader) {
    Clients clients = new Clients(AddressRanges.parse("127.0.0.1", "proxies"));
    return new Gate(clients, rate, tokens, userHeader);
  }

  private static HttpRequest request(TestSearch server, String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  private static JsonNode problem(HttpResponse<String> response, int status) throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("content-type").orElse(""));
    JsonNode problem = JSON.readTree(response.body());
    assertEquals(status, problem.get("status").asInt());
    return problem;
  }

  @Test
  void slowsDownWhoAsksTooOften() throws Exception {
    try (TestSearch server = start(LOCAL.withGate(gate(new RateLimit(0.001, 3), null, null)))) {
      for (int i = 0; i < 3; i++) {
        assertEquals(200, server.get(SEARCH).statusCode());
      }
      HttpResponse<String> refused = server.get(SEARCH);
      problem(refused, 429);
      long wait = refused.headers().firstValueAsLong("retry-after").orElse(0);
      assertTrue(wait > 900 && wait <= 1000, "retry after " + wait);
      assertEquals(429, server.get("/?q=okapi").statusCode(), "the page counts too");
      assertEquals(200, server.get("/healthz").statusCode());
      assertEquals(200, server.get(Assets.STYLE.path()).statusCode());
      assertEquals(
          200,
          server.send(request(server, SEARCH, "X-Forwarded-For", "192.0.2.8")).statusCode(),
          "another client of the same proxy");
    }
  }

  @Test
  void letsInByTokenOrByTheProxysUser() throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN);
    Gate gate = gate(new RateLimit(0, 1), Tokens.read(tokens), "X-User");
    try (TestSearch server = start(LOCAL.withGate(gate))) {
      HttpResponse<String> refused = server.get(SEARCH);
      problem(refused, 401);
      assertEquals("Bearer", refused.headers().firstValue("www-authenticate").orElse(""));
      for (String path : List.of("/", "/metrics", "/api/openapi.json", "/nothing")) {
        assertEquals(401, server.get(path).statusCode(), path);
      }
      assertEquals(200, server.get("/healthz").statusCode());
      for (String[] headers :
          List.of(
              new String[] {"Authorization", "Bearer " + TOKEN},
              new String[] {"X-User", "ada@example.org"})) {
        assertEquals(200, server.send(request(server, SEARCH, headers)).statusCode());
      }
    }
  }

  @Test
  void answersToNamesOfThisMachineAlone() throws Exception {
    try (TestSearch server = start(LOCAL)) {
      int port = URI.create(server.address()).getPort();
      assertTrue(raw(port, "GET / HTTP/1.1\r\nHost: evil.example:80").startsWith("HTTP/1.1 421"));
      assertTrue(raw(port, "GET / HTTP/1.1\r\nHost: localhost:1").startsWith("HTTP/1.1 200"));
      assertTrue(raw(port, "GET / HTTP/1.1\r\nHost: [::1]").startsWith("HTTP/1.1 200"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404",
    "GET, /api/none?q=a, 404",
    "GET, /assets/../../../etc/passwd, 400",
    "POST, /api/search?q=a, 405",
    "DELETE, /, 405",
    "GET, /api/search, 400",
    "GET, /%00, 400"
  })
  void tellsNothingOfItsInside(String method, String path, int status) throws Exception {
    try (TestSearch server = start(LOCAL)) {
      int port = URI.create(server.address()).getPort();
      String answer = raw(port, method + " " + path + " HTTP/1.1\r\nHost: localhost");
      assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
      assertTrue(answer.toLowerCase(java.util.Locale.ROOT).contains("application/problem+json"));
      for (String leak :
          List.of("server:", "rmeria", "dev.docent", "\tat ", "Exception", "/work")) {
        assertFalse(answer.contains(leak), answer);
      }
    }
  }

  @Test
  void failuresTellNothingEither() throws Exception {
    try (TestSearch server =
        new TestSearch(
            folder.resolve("index"),
            pairs -> {
              throw new IllegalStateException("the secret of /etc/passwd");
            },
            LOCAL,
            article("a", "Okapis").section("", "okapi"))) {
      HttpResponse<String> api = server.get(SEARCH);
      problem(api, 500);
      HttpResponse<String> page = server.get("/?q=okapi");
      assertEquals(500, page.statusCode());
      for (String body : List.of(api.body(), page.body())) {
        assertFalse(body.contains("secret") || body.contains("Exception"), body);
      }
    }
  }

  @Test
  void cutsClientsThatSendTooSlowly() throws Exception {
    WebOptions options =
        WebOptions.local(Duration.ofMillis(500)).withSlowest(Duration.ofMillis(500));
    try (TestSearch server = start(options);
        Socket socket = new Socket("127.0.0.1", URI.create(server.address()).getPort())) {
      long start = System.nanoTime();
      byte[] drop =
          "GET /?q=okapi HTTP/1.1\r\nHost: localhost\r\nX-".getBytes(StandardCharsets.US_ASCII);
      assertThrows(
          IOException.class,
          () -> {
            socket.getOutputStream().write(drop);
            for (int i = 0; i < 300; i++) {
              socket.getOutputStream().write('a');
              socket.getOutputStream().flush();
              Thread.sleep(100);
            }
          });
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20));
      assertEquals(200, server.get(SEARCH).statusCode());
    }
  }

  @Test
  void speaksTlsWhenTold() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    WebOptions options =
        LOCAL.withTls(new WebOptions.Tls(certificate.certificate(), certificate.key()));
    try (TestSearch server = start(options)) {
      assertTrue(server.address().startsWith("https:"));
      HttpClient client = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
      HttpResponse<String> answer =
          client.send(
              request(server, SEARCH), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      assertEquals(200, answer.statusCode());
      assertTrue(answer.headers().firstValue("strict-transport-security").isPresent());
      int port = URI.create(server.address()).getPort();
      assertFalse(raw(port, "GET / HTTP/1.1\r\nHost: localhost").contains("200 OK"));
    }
    Path broken = Files.writeString(folder.resolve("broken.pem"), "no key");
    UserException e =
        assertThrows(
            UserException.class,
            () -> start(LOCAL.withTls(new WebOptions.Tls(certificate.certificate(), broken))));
    assertTrue(e.getMessage().contains("broken.pem"), e.getMessage());
  }

  @Test
  void notesRequestsWithoutQueriesUnlessTold() throws Exception {
    for (boolean queries : new boolean[] {false, true}) {
      Path file = folder.resolve("audit-" + queries);
      try (AuditLog audit = AuditLog.open(file);
          TestSearch server = start(LOCAL.withAudit(audit, queries))) {
        server.get(SEARCH);
        server.get("/healthz");
        server.get("/nothing");
      }
      List<String> lines = Files.readAllLines(file);
      assertEquals(2, lines.size(), lines.toString());
      JsonNode search = JSON.readTree(lines.get(0));
      assertEquals("127.0.0.1", search.get("client").asText());
      assertEquals("/api/search", search.get("path").asText());
      assertEquals(200, search.get("status").asInt());
      assertEquals(1, search.get("found").asInt());
      assertEquals("bm25", search.get("ranking").asText());
      assertEquals(queries, lines.get(0).contains("okapi"), lines.get(0));
      assertEquals(404, JSON.readTree(lines.get(1)).get("status").asInt());
    }
  }

  @Test
  void countsWhatItDoes() throws Exception {
    try (TestSearch server = start(LOCAL)) {
      server.get(SEARCH);
      server.get("/api/search");
      String metrics = server.get("/metrics").body();
      for (String line :
          List.of(
              "docent_requests_total{path=\"/api/search\",status=\"200\"} 1",
              "docent_requests_total{path=\"/api/search\",status=\"400\"} 1",
              "docent_searches_total{ranking=\"bm25\"} 1",
              "docent_search_seconds_count 1",
              "docent_searches_in_flight 0")) {
        assertTrue(metrics.contains(line + "\n"), metrics);
      }
    }
  }

  @Test
  void endsRequestsThatRunWhenItStops() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<HttpResponse<String>> answer;
    try (TestSearch server =
        new TestSearch(
            folder.resolve("index"),
            pairs -> waits(pairs, asked, go),
            LOCAL,
            article("a", "Okapis").section("", "okapi"))) {
      answer = server.getAtOnce(SEARCH, 1).get(0);
      assertTrue(asked.await(20, TimeUnit.SECONDS));
      Thread letGo =
          new Thread(
              () -> {
                try {
                  Thread.sleep(300);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                go.countDown();
              });
      letGo.start();
    }
    assertEquals(200, answer.get(1, TimeUnit.SECONDS).statusCode());
  }

  private static float[] waits(
      List<PairEncoder.Pair> pairs, CountDownLatch asked, CountDownLatch go) {
    asked.countDown();
    try {
      assertTrue(go.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new float[pairs.size()];
  }

  @ParameterizedTest
  @CsvSource({
    "user-header=X-User, without --proxies",
    "user-header=X User;proxies=127.0.0.1, must be a header's name",
    "tls-key=/none, go together",
    "tls-key=/none;tls-certificate=/none, can't be read",
    "audit-queries=true, without --audit-log",
    "proxies=proxy.example.org, must be an IP address"
  })
  void refusesSettingsThatWouldNotProtect(String settings, String message) {
    Map<String, String> values = new java.util.HashMap<>();
    for (String one : settings.split(";", -1)) {
      values.put(one.split("=", -1)[0], one.split("=", -1)[1]);
    }
    ServeConfig config = Settings.read(ServeConfig.class, "serve", values);
    ConfigException e = assertThrows(ConfigException.class, () -> WebOptions.of(config));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static String raw(int port, String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      String request = head + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
