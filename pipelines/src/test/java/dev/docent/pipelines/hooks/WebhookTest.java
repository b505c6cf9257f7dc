package dev.docent.pipelines.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.docent.pipelines.runs.RunRecord;
import dev.docent.records.config.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {
  private static final String SECRET = "/services/T000/B000/very-secret";

  @TempDir Path folder;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private IntSupplier status = () -> 200;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status.getAsInt(), -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
  }

  @Test
  void theMessageIsTheTextOfAJsonObject() throws IOException {
    assertTrue(webhook(Duration.ofMinutes(1)).post("run 3 \"ended\"\nwell"));
    assertEquals(
        Map.of("text", "run 3 \"ended\"\nwell"),
        new ObjectMapper().readValue(bodies.get(0), Map.class));
  }

  @Test
  void whatMayPassIsTriedAgain() {
    status = () -> bodies.size() < 3 ? 503 : 200;
    assertTrue(webhook(Duration.ofMinutes(1)).post("x"));
    assertEquals(3, bodies.size());
  }

  @Test
  void threeTriesAreEnough() {
    status = () -> 500;
    assertFalse(webhook(Duration.ofMinutes(1)).post("x"));
    assertEquals(3, bodies.size());
  }

  @Test
  void whatWasRefusedIsNotAskedAgainAndNoRedirectIsFollowed() {
    for (int refused : new int[] {404, 302}) {
      bodies.clear();
      status = () -> refused;
      assertFalse(webhook(Duration.ofMinutes(1)).post("x"));
      assertEquals(1, bodies.size(), "status " + refused);
    }
  }

  @Test
  void aServerThatNeverAnswersIsLeft() {
    status =
        () -> {
          awaitEnd();
          return 200;
        };
    assertFalse(webhook(Duration.ofMillis(200)).post("x"));
  }

  @Test
  void aServerWhoseAnswerNeverEndsIsLeft() {
    server.removeContext("/");
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().flush();
          awaitEnd();
          exchange.close();
        });
    assertFalse(webhook(Duration.ofMillis(300)).post("hello"));
  }

  @Test
  void theUrlIsShownInNoWarning() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream err = System.err;
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      status = () -> 400;
      webhook(Duration.ofMinutes(1)).post("x");
      server.stop(0);
      webhook(Duration.ofMinutes(1)).post("x");
    } finally {
      System.setErr(err);
    }
    String text = told.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("status 400"), text);
    assertFalse(text.contains("secret") || text.contains("127.0.0.1"), text);
  }

  @Test
  void theUrlComesFromAFileOrTheEnvironmentAndMustBeOne() throws IOException {
    Path file = folder.resolve("hook");
    Files.writeString(file, "https://hooks.example.org" + SECRET + "\n");
    assertTrue(Webhook.of(file.toString(), Map.of()).isPresent());
    assertTrue(Webhook.of("", Map.of(Webhook.VARIABLE, "http://127.0.0.1:1/x")).isPresent());
    assertTrue(Webhook.of("", Map.of()).isEmpty());
    for (String wrong : List.of("http://hooks.example.org" + SECRET, "ftp://x" + SECRET, SECRET)) {
      ConfigException e =
          assertThrows(
              ConfigException.class, () -> Webhook.of("", Map.of(Webhook.VARIABLE, wrong)));
      assertFalse(e.getMessage().contains("secret/") || e.getMessage().contains(SECRET), wrong);
    }
    assertThrows(
        ConfigException.class, () -> Webhook.of(folder.resolve("none").toString(), Map.of()));
  }

  @Test
  void theMessageTellsTheEndFirstAndIsNoMarkup() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    RunRecord run =
        new RunRecord(
            7,
            start,
            start.plusSeconds(90),
            RunRecord.Outcome.FAILED,
            "no folder '<!channel>'",
            List.of(new RunRecord.StageRecord("ingest", "abc", false, start, 10, 1)),
            null,
            "1");
    assertEquals(
        "docent run 7 FAILED after 1 min 30 s (work)\nno folder '&lt;!channel&gt;'\nmade: ingest",
        RunMessage.of(run, "work", ""));
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Webhook webhook(Duration timeout) {
    return new Webhook(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + SECRET),
        timeout,
        Duration.ofMillis(1));
  }
}
