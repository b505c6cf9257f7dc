package dev.docent.records.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.docent.records.TransientFailure;
import dev.docent.records.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;

/**
 * Against a server that answers as S3 does to a role that may read and list {@code workspace/} and
 * nothing of the bucket as a whole.
 */
class S3StoreTest {
  private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger unwritten = new AtomicInteger();
  private HttpServer server;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    CREDENTIALS.forEach(name -> System.setProperty(name, "test"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    CREDENTIALS.forEach(System::clearProperty);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    asked.add(exchange.getRequestMethod() + " " + path);
    if (path.equals("/missing")) {
      send(exchange, 404, "");
    } else if (path.equals("/bucket/workspace/cut") && cuts.getAndDecrement() > 0) {
      exchange.sendResponseHeaders(200, 7);
      exchange.getResponseBody().write("con".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      exchange.close();
    } else if (path.equals("/bucket/workspace/new") && unwritten.getAndDecrement() <= 0) {
      send(exchange, 200, "content");
    } else if (query.contains("prefix=workspace/broken")) {
      // A failure of the server's that the SDK doesn't ask again for, so that the test is short.
      send(exchange, 501, "<Error><Code>NotImplemented</Code><Message>no</Message></Error>");
    } else if (path.equals("/bucket/workspace/there") || path.equals("/bucket/workspace/cut")) {
      send(exchange, 200, "content");
    } else if (query.contains("list-type=2") && query.contains("prefix=workspace/")) {
      boolean longer = query.contains("prefix=workspace/cur");
      String found =
          longer
              ? "<Contents><Key>workspace/current-other</Key><Size>1</Size></Contents>"
              : query.contains("prefix=workspace/secret")
                  ? "<Contents><Key>workspace/secret</Key><Size>1</Size></Contents>"
                  : query.contains("prefix=workspace/new")
                      ? "<Contents><Key>workspace/new</Key><Size>7</Size></Contents>"
                      : "";
      send(
          exchange,
          200,
          "<ListBucketResult><IsTruncated>false</IsTruncated>" + found + "</ListBucketResult>");
    } else {
      send(exchange, 403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean silent = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, silent ? -1 : bytes.length);
    if (!silent) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private S3Store open(String location) throws IOException {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return S3Store.open(S3Location.parse(location), new S3Settings(endpoint, Region.EU_CENTRAL_1));
  }

  @Test
  void rightsOfAPrefixAreEnough() throws IOException {
    try (S3Store store = open("s3://bucket/workspace")) {
      assertTrue(asked.contains("HEAD /bucket"), asked.toString());
      assertArrayEquals(
          "content".getBytes(StandardCharsets.UTF_8), store.get("there").orElseThrow().bytes());
      assertEquals(Optional.empty(), store.get("current"), "forbidden, and a list hasn't got it");
      store.abortUploads("artifacts/", Instant.MAX);
      assertTrue(asked.contains("GET /bucket"), asked.toString());
    }
  }

  @Test
  void whatIsThereAndMayNotBeReadIsToldOf() throws IOException {
    try (S3Store store = open("s3://bucket/workspace")) {
      String message = assertThrows(UserException.class, () -> store.get("secret")).getMessage();
      assertTrue(message.contains("read 's3://bucket/workspace/secret' (status 403)"), message);
    }
    try (S3Store store = open("s3://bucket/elsewhere")) {
      assertThrows(UserException.class, () -> store.get("current"));
    }
  }

  @Test
  void whatIsWrittenJustAfterItWasAskedForIsRead() throws IOException {
    try (S3Store store = open("s3://bucket/workspace")) {
      unwritten.set(1);
      assertArrayEquals(
          "content".getBytes(StandardCharsets.UTF_8), store.get("new").orElseThrow().bytes());
    }
  }

  @Test
  void aListThatFailsIsAFailureThatMayPass() throws IOException {
    try (S3Store store = open("s3://bucket/workspace")) {
      String message = assertThrows(TransientFailure.class, () -> store.get("broken")).getMessage();
      assertTrue(message.contains("read 's3://bucket/workspace/broken'"), message);
      assertTrue(message.contains("status 501"), message);
    }
  }

  @Test
  void anAnswerThatIsCutOffIsAskedForAgain() throws IOException {
    try (S3Store store = open("s3://bucket/workspace")) {
      Path file = folder.resolve("file");
      cuts.set(1);
      store.download("cut", file);
      assertEquals("content", Files.readString(file));
      cuts.set(1);
      assertArrayEquals(
          "content".getBytes(StandardCharsets.UTF_8), store.get("cut").orElseThrow().bytes());
    }
  }

  @Test
  void whatIsCutOffEachTimeIsAFailureThatMayPass() throws IOException {
    try (S3Store store = open("s3://bucket/workspace")) {
      cuts.set(1000);
      Path file = folder.resolve("file");
      String message =
          assertThrows(TransientFailure.class, () -> store.download("cut", file)).getMessage();
      assertTrue(message.contains("s3://bucket/workspace/cut"), message);
      assertFalse(Files.exists(file), "half a file was left");
    }
  }

  @Test
  void aMissingBucketIsToldOf() {
    String message =
        assertThrows(UserException.class, () -> open("s3://missing/workspace")).getMessage();
    assertTrue(message.contains("there is no S3 bucket 'missing'"), message);
  }
}
