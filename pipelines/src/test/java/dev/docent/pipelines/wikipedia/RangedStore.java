package dev.docent.pipelines.wikipedia;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for S3 with one object: answers HEAD and ranged GET, refuses one in three requests by
 * 503, and cuts one in three answers off.
 */
final class RangedStore implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  /** Where each ranged read began. */
  final List<Long> starts = new CopyOnWriteArrayList<>();

  final AtomicInteger refused = new AtomicInteger();
  final AtomicInteger cut = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final byte[] object;
  private final String path;
  private final HttpServer server;

  RangedStore(String bucket, String key, byte[] object) throws IOException {
    this.object = object;
    this.path = "/" + bucket + "/" + key;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (requests.incrementAndGet() % 3 == 0) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(503, -1);
      } else if (!exchange.getRequestURI().getPath().equals(path)) {
        exchange.sendResponseHeaders(404, -1);
      } else if (exchange.getRequestMethod().equals("HEAD")) {
        describe(exchange);
        exchange.getResponseHeaders().set("Content-Length", "" + object.length);
        exchange.sendResponseHeaders(200, -1);
      } else {
        send(exchange);
      }
    }
  }

  private void send(HttpExchange exchange) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(header == null ? "bytes=0-" : header);
    if (!range.matches()) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    int start = Integer.parseInt(range.group(1));
    String last = range.group(2);
    int end = last.isEmpty() ? object.length : Math.min(object.length, Integer.parseInt(last) + 1);
    starts.add((long) start);
    describe(exchange);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(start, end - 1, object.length));
    exchange.sendResponseHeaders(206, end - start);
    boolean whole = starts.size() % 3 != 0;
    exchange.getResponseBody().write(object, start, whole ? end - start : (end - start) / 2);
    exchange.getResponseBody().flush();
    if (!whole) {
      cut.incrementAndGet();
    }
  }

  private static void describe(HttpExchange exchange) {
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.getResponseHeaders().set("Last-Modified", "Tue, 01 Jan 2030 00:00:00 GMT");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
