package dev.docent.pipelines.testsite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.docent.pipelines.testsite.SitePage.Fault;
import dev.docent.records.UserException;
import dev.docent.records.workspace.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The site's server, on 127.0.0.1. */
public final class TestSite implements AutoCloseable {
  private static final int HEALED_AFTER = 2;
  private static final long SLOW_MILLIS = 500;

  private final SiteContent content;
  private final @Nullable String token;
  private final @Nullable RequestLog log;
  private final HttpServer server;
  private final SiteListings listings;
  private final Map<String, Integer> tries = new ConcurrentHashMap<>();

  private TestSite(
      SiteContent content,
      int port,
      @Nullable String token,
      @Nullable RequestLog log,
      boolean dated)
      throws IOException {
    this.content = content;
    this.token = token;
    this.log = log;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    this.listings = new SiteListings(url(), content.all(), dated);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Serves the HTML files of a folder.
   *
   * @param port 0 for a free one
   * @throws UserException if the port is taken
   */
  public static TestSite ofFolder(Path folder, int port) throws IOException {
    try {
      return new TestSite(SiteContent.folder(folder), port, null, null, true);
    } catch (BindException e) {
      throw new UserException(
          "port %d of this machine is taken; give the site another one".formatted(port), e);
    }
  }

  /**
   * Serves some content.
   *
   * @param port 0 for a free one
   * @param token what the API wants as bearer token; null for none
   * @param dated whether sitemaps say when pages changed
   */
  static TestSite of(
      SiteContent content,
      int port,
      @Nullable String token,
      @Nullable RequestLog log,
      boolean dated)
      throws IOException {
    return new TestSite(content, port, token, log, dated);
  }

  /** Such as {@code http://127.0.0.1:8099}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public String sitemapUrl() {
    return url() + "/sitemap.xml";
  }

  private void handle(HttpExchange exchange) throws IOException {
    long came = log == null ? 0 : log.now();
    Answer answer = answer(exchange);
    boolean conditional =
        exchange.getRequestHeaders().containsKey("If-None-Match")
            || exchange.getRequestHeaders().containsKey("If-Modified-Since");
    if (log != null) {
      log.add(came, exchange.getRequestURI().toString(), conditional, answer.status());
    }
    try (exchange) {
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      if (answer.body().length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer empty(int status) {
      return new Answer(status, Map.of(), new byte[0]);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/api/articles")) {
      return api(exchange);
    }
    if (path.startsWith("/sitemaps/") && path.endsWith(".xml.gz")) {
      String number = path.substring("/sitemaps/".length(), path.length() - ".xml.gz".length());
      byte[] packed = gzip(listings.sitemap(Integer.parseInt(number)));
      return listing(exchange, "application/gzip", packed);
    }
    return switch (path) {
      case "/robots.txt" -> listing(exchange, "text/plain", utf8(listings.robots()));
      case "/sitemap.xml" -> listing(exchange, "application/xml", utf8(listings.sitemapIndex()));
      case "/feed.rss" -> listing(exchange, "application/rss+xml", utf8(listings.rss()));
      case "/feed.atom" -> listing(exchange, "application/atom+xml", utf8(listings.atom()));
      default -> page(exchange, path);
    };
  }

  private Answer api(HttpExchange exchange) {
    String auth = exchange.getRequestHeaders().getFirst("Authorization");
    if (token != null && !("Bearer " + token).equals(auth)) {
      return Answer.empty(401);
    }
    SiteListings.ApiAnswer answer = listings.api(query(exchange));
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    if (answer.next() != null) {
      headers.put("Link", "<%s%s>; rel=\"next\"".formatted(url(), answer.next()));
    }
    return new Answer(200, headers, utf8(answer.body()));
  }

  private Answer page(HttpExchange exchange, String path) throws IOException {
    SitePage page = content.byPath().get(path.replaceFirst("^/now/", "/pages/"));
    if (page == null) {
      return Answer.empty(404);
    }
    switch (page.fault()) {
      case BROKEN -> {
        return Answer.empty(500);
      }
      case GONE -> {
        return Answer.empty(410);
      }
      case HEALING -> {
        if (tries.merge(path, 1, Integer::sum) <= HEALED_AFTER) {
          return Answer.empty(503);
        }
      }
      case SLOW -> sleep();
      case MOVED -> {
        if (!path.startsWith("/now/")) {
          String to = path.replaceFirst("^/pages/", "/now/");
          return new Answer(301, Map.of("Location", to), new byte[0]);
        }
      }
      default -> {}
    }
    boolean latin = page.fault() == Fault.WRONG_CHARSET;
    byte[] body =
        page.html().getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "text/html; charset=utf-8",
            "ETag",
            page.etag(),
            "Last-Modified",
            httpDate(page.updated()));
    return unlessKnown(exchange, page.etag(), headers, body);
  }

  private static Answer listing(HttpExchange exchange, String type, byte[] body) {
    String etag = "\"" + Hashes.sha256(body).substring(0, 16) + "\"";
    return unlessKnown(exchange, etag, Map.of("Content-Type", type, "ETag", etag), body);
  }

  private static Answer unlessKnown(
      HttpExchange exchange, String etag, Map<String, String> headers, byte[] body) {
    boolean known = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    return known ? new Answer(304, headers, new byte[0]) : new Answer(200, headers, body);
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(SLOW_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static String httpDate(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(utf8(text));
    }
    return packed.toByteArray();
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    if (log != null) {
      log.close();
    }
  }
}
