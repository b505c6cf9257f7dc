package dev.docent.serving.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.linecorp.armeria.common.QueryParams;
import com.sun.net.httpserver.HttpServer;
import dev.docent.records.UserException;
import dev.docent.records.config.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may listen where a search server is looked for. */
class SearchClientTest {
  private static final SearchRequest REQUEST = new SearchRequest("okapi", 0, 10, false);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static UserException failure(int port) {
    return failure("http://127.0.0.1:" + port);
  }

  private static UserException failure(String server) {
    return assertThrows(UserException.class, () -> new SearchClient(server, null).search(REQUEST));
  }

  private static UserException failureOf(int status, String type, String body) throws IOException {
    HttpServer other = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    other.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("content-type", type);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    other.start();
    try {
      return failure(other.getAddress().getPort());
    } finally {
      other.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | text/html | <html>",
        "200 | application/json | {}",
        "200 | application/json | null",
        "200 | application/json | {\"hello\": 1}",
        "401 | text/html | <html>",
        "404 | application/json | {\"status\": 404}",
        "404 | application/problem+json | {\"detail\": \"not here\"}",
      })
  void knowsAStranger(int status, String type, String body) throws IOException {
    UserException e = failureOf(status, type, body);
    assertTrue(e instanceof NoSearchServerException, e.toString());
    assertTrue(e.getMessage().contains("is no search of Docent"), e.getMessage());
  }

  @Test
  void tellsWhyTheServerRefuses() throws IOException {
    UserException e =
        failureOf(400, "application/problem+json", "{\"detail\": \"'q' is too long\"}");
    assertFalse(e instanceof NoSearchServerException, e.toString());
    assertTrue(e.getMessage().endsWith("refused the search: 'q' is too long"), e.getMessage());
  }

  @Test
  void saysHowToSearchAServerThatAsksForAToken() throws IOException {
    UserException e =
        failureOf(401, "application/problem+json", "{\"detail\": \"a token is needed\"}");
    assertFalse(e instanceof NoSearchServerException, e.toString());
    assertTrue(e.getMessage().contains("a token is needed; give one by --token-file"));
  }

  @Test
  void asksForEverythingThatTheRequestHas() throws Exception {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    HttpServer other = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    other.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI().getRawQuery()
                  + " "
                  + exchange.getRequestHeaders().getFirst("authorization"));
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    other.start();
    try {
      Map<String, String> parameters =
          Map.of(
              "q", "okapi & co",
              "from", "3",
              "size", "2",
              "explain", "true",
              "sections", "1",
              "prefix", "true",
              "ranking", "bm25",
              "tag", "a=b",
              "topic", "7",
              "after", "2026-01-31");
      SearchRequest request = SearchRequest.of(parameters::get);
      String server = "http://127.0.0.1:" + other.getAddress().getPort();
      assertThrows(UserException.class, () -> new SearchClient(server, "abc").search(request));
      QueryParams got = QueryParams.fromQueryString(asked.take().replaceFirst(" .*", ""));
      assertEquals(request, SearchRequest.of(got::get));
      assertThrows(UserException.class, () -> new SearchClient(server, "abc").search(request));
      assertTrue(asked.take().endsWith(" Bearer abc"));
      assertThrows(UserException.class, () -> new SearchClient(server, null).search(request));
      assertTrue(asked.take().endsWith(" null"));
    } finally {
      other.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://search.example.org",
        "http://localhost.example.org:8080",
        "http://10.0.0.1"
      })
  void sendsNoTokenInTheClear(String server) {
    String message =
        assertThrows(UserException.class, () -> new SearchClient(server, "abc")).getMessage();
    assertTrue(message.contains("by https alone, and --server is '" + server), message);
  }

  @Test
  void bearsASocketThatHangsUp() throws IOException {
    try (ServerSocket rude = new ServerSocket(0, 10, LOOPBACK)) {
      Thread thread =
          new Thread(
              () -> {
                while (!rude.isClosed()) {
                  try (Socket socket = rude.accept()) {
                    socket.getOutputStream().write('?');
                  } catch (IOException e) {
                    // The client went away, or the test is over.
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
      UserException e = failure(rude.getLocalPort());
      assertTrue(e instanceof NoSearchServerException, e.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a b", "http://:80", "http://[::1", "ftp://x", "8080"})
  void refusesWhatIsNoAddress(String server) {
    assertTrue(failure(server).getMessage().contains("--server is '" + server), server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:1", "tf-serving:8500", "10.0.0.1:65535", "[::1]:8500"})
  void takesTheAddressOfAPredictionServer(String address) {
    ServeCommand.checkPrediction(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "x:", ":8500", "x:0", "x:65536", "x:99999", "x:y", "http://x:1", "::1:8500"})
  void refusesWhatIsNoHostAndPort(String address) {
    String message =
        assertThrows(ConfigException.class, () -> ServeCommand.checkPrediction(address))
            .getMessage();
    assertEquals(0, message.indexOf("--prediction is '" + address + "'; it must be host:port"));
  }
}
