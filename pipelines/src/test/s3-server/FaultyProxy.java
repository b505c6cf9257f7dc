import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before an S3 server and makes it a bad one: every so many requests it answers 'slow down'
 * (503) instead of passing one on, and it is slow with parts of uploads. Writes a line for each
 * request to standard output.
 *
 * <p>Arguments: its port, the server's port, one in how many requests is refused (0 for none),
 * milliseconds that a part takes longer.
 */
public class FaultyProxy {
  private static final Set<String> NOT_PASSED_ON =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");
  private static final byte[] SLOW_DOWN =
      ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code>"
              + "<Message>Please reduce your request rate.</Message></Error>")
          .getBytes(StandardCharsets.UTF_8);

  private final String server;
  private final int oneIn;
  private final long partMillis;
  private final AtomicLong requests = new AtomicLong();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private FaultyProxy(String server, int oneIn, long partMillis) {
    this.server = server;
    this.oneIn = oneIn;
    this.partMillis = partMillis;
  }

  public static void main(String[] arguments) throws IOException {
    FaultyProxy proxy =
        new FaultyProxy(
            "http://127.0.0.1:" + arguments[1],
            Integer.parseInt(arguments[2]),
            Long.parseLong(arguments[3]));
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getByName("127.0.0.1"), Integer.parseInt(arguments[0])),
            0);
    http.createContext("/", proxy::handle);
    http.setExecutor(Executors.newCachedThreadPool());
    http.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String line =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI().getRawPath()
            + (query == null ? "" : "?" + query);
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (oneIn > 0 && requests.incrementAndGet() % oneIn == 0) {
        System.out.println("503 " + line);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(503, head ? -1 : SLOW_DOWN.length);
        if (!head) {
          exchange.getResponseBody().write(SLOW_DOWN);
        }
        return;
      }
      System.out.println("... " + line);
      if (query != null && query.contains("partNumber=")) {
        Thread.sleep(partMillis);
      }
      pass(exchange, body, line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(HttpExchange exchange, byte[] body, String line)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    System.out.println(response.statusCode() + " " + line);
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
              }
            });
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      response
          .headers()
          .firstValue("content-length")
          .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
    }
    exchange.sendResponseHeaders(
        response.statusCode(), head || response.body().length == 0 ? -1 : response.body().length);
    if (!head && response.body().length > 0) {
      exchange.getResponseBody().write(response.body());
    }
  }
}
