package dev.docent.serving.web;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.encoding.EncodingService;
import dev.docent.serving.prediction.Listening;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web search: {@code /}, {@code /api/search}, {@code /healthz}, and what describes them, {@code
 * /api/openapi.json}.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /** Nothing but our own files, no script or style in the page, nobody's frame. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final int THREADS = 16;

  /** Requests that run or wait; with more, the last would wait longer than people do. */
  static final int IN_FLIGHT = 64;

  private static final int LONGEST_LINE = 16_384;
  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private final SiteSearch search;
  private final SearchPage page;
  private final int sections;
  private final BlockingTaskExecutor executor;
  private final Semaphore places = new Semaphore(IN_FLIGHT);
  private final Server server;

  private WebServer(SiteSearch search, int sections, String bind, int port, Duration longest) {
    this.search = search;
    this.sections = sections;
    this.page =
        new SearchPage(
            sections,
            search.model().map(model -> model.name() + " " + model.version()).orElse(null));
    this.executor =
        BlockingTaskExecutor.builder().numThreads(THREADS).threadNamePrefix("docent-web").build();
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(bind, port))
            .requestTimeout(longest)
            .maxRequestLength(LONGEST_LINE)
            .http1MaxInitialLineLength(LONGEST_LINE)
            .http1MaxHeaderSize(LONGEST_LINE)
            .http2MaxHeaderListSize(LONGEST_LINE)
            .blockingTaskExecutor(executor, true)
            .gracefulShutdownTimeout(Duration.ZERO, SHUTDOWN)
            .addHeader("content-security-policy", POLICY)
            .addHeader("x-content-type-options", "nosniff")
            .addHeader("referrer-policy", "no-referrer")
            .errorHandler(new WebErrors())
            .decorator(EncodingService.newDecorator())
            .service("/", (context, request) -> bounded(context, this::page))
            .service("/api/search", (context, request) -> bounded(context, this::api))
            .service("/api/openapi.json", (context, request) -> Responses.openApi())
            .service("/healthz", this::health);
    for (Assets asset : Assets.values()) {
      builder.service(asset.path(), (context, request) -> asset.response());
    }
    this.server = builder.build();
  }

  /**
   * Starts to serve.
   *
   * @param sections how many sections can be found
   * @param bind address to listen on
   * @param port 0 for a free one
   * @param longest after which a request is given up; well above the model's timeout
   * @throws dev.docent.records.UserException if the port is taken
   */
  public static WebServer start(
      SiteSearch search, int sections, String bind, int port, Duration longest) {
    WebServer web = new WebServer(search, sections, bind, port, longest);
    Listening.start(web.server, bind, port, "port");
    return web;
  }

  /** The port it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /** Lets requests that run come to an end, for 5 seconds at most. */
  @Override
  public void close() {
    server.stop().join();
  }

  private HttpResponse bounded(
      ServiceRequestContext context, Function<QueryParams, HttpResponse> handler) {
    if (context.method() != com.linecorp.armeria.common.HttpMethod.GET
        && context.method() != com.linecorp.armeria.common.HttpMethod.HEAD) {
      return WebErrors.response(HttpStatus.METHOD_NOT_ALLOWED);
    }
    if (!places.tryAcquire()) {
      return WebErrors.busy();
    }
    return HttpResponse.of(
        () -> {
          try {
            // Nobody waits for this answer any more; those behind it do.
            return context.isTimedOut() || context.isCancelled()
                ? WebErrors.response(HttpStatus.SERVICE_UNAVAILABLE)
                : handler.apply(context.queryParams());
          } finally {
            places.release();
          }
        },
        context.blockingTaskExecutor());
  }

  private HttpResponse page(QueryParams parameters) {
    String query = parameters.get("q", "");
    if (query.isBlank()) {
      return Responses.html(HttpStatus.OK, page.home());
    }
    try {
      SearchAnswer answer = search.answer(SearchRequest.of(parameters::get));
      return Responses.html(HttpStatus.OK, page.results(answer));
    } catch (BadRequestException e) {
      return Responses.html(
          HttpStatus.BAD_REQUEST,
          page.problem(shortened(query), "That can't be searched", e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("the search failed", e);
      return Responses.html(
          HttpStatus.INTERNAL_SERVER_ERROR,
          page.problem(query, "The search failed", "The server's log says why."));
    }
  }

  private HttpResponse api(QueryParams parameters) {
    try {
      return Responses.json(search.answer(SearchRequest.of(parameters::get)));
    } catch (BadRequestException e) {
      return Responses.problem(e);
    } catch (RuntimeException e) {
      LOG.error("the search failed", e);
      return Responses.problem(
          HttpStatus.INTERNAL_SERVER_ERROR,
          "the search failed; the server's log says why",
          List.of());
    }
  }

  private HttpResponse health(ServiceRequestContext context, HttpRequest request) {
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", "ok");
    health.put("sections", sections);
    health.put("model", search.model().orElse(null));
    return Responses.json(health);
  }

  private static String shortened(String text) {
    int end = Math.min(text.length(), SearchRequest.MAX_QUERY);
    return text.substring(0, end);
  }
}
