package dev.docent.transforms.sources;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small HTTP server for tests: what it gives is set by path and query. */
public final class TestSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new TreeMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());

  private record Answer(int status, Map<String, String> headers, byte[] body) {}

  public TestSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Gives a body at a path with its query. */
  public TestSite at(String path, String body) {
    return at(path, 200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  public TestSite at(String path, int status, Map<String, String> headers, byte[] body) {
    answers.put(path, new Answer(status, headers, body));
    return this;
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What was asked for, path and query. */
  public List<String> asked() {
    return asked;
  }

  /** The Authorization headers that came, empty where there was none. */
  public List<String> tokens() {
    return tokens;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    tokens.add(token == null ? "" : token);
    Answer answer = answers.getOrDefault(path, new Answer(404, Map.of(), new byte[0]));
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
