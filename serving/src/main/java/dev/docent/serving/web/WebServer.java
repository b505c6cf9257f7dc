package dev.docent.serving.web;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.encoding.EncodingService;
import dev.docent.records.UserException;
import dev.docent.records.telemetry.Traces;
import dev.docent.serving.prediction.Listening;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web search: {@code /}, {@code /api/search}, {@code /healthz}, {@code /metrics}, and what
 * describes them, {@code /api/openapi.json}.
 */
final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  private static final int THREADS = 16;
  private static final int CONNECTIONS = 1024;
  private static final int LONGEST_LINE = 16_384;
  private static final Duration QUIET_CONNECTION = Duration.ofSeconds(30);
  private static final Duration QUIET_BEFORE_END = Duration.ofMillis(100);

  private final LiveSearch live;
  private final RequestMetrics metrics;
  private final @Nullable FeedbackPages feedback;
  private final BlockingTaskExecutor executor;
  private final Semaphore places;
  private final Server server;

  private WebServer(
      LiveSearch live,
      RequestMetrics metrics,
      WebOptions options,
      @Nullable Console console,
      @Nullable FeedbackPages feedback) {
    this.live = live;
    this.feedback = feedback;
    this.metrics = metrics;
    this.places = new Semaphore(options.inFlight());
    this.executor =
        BlockingTaskExecutor.builder().numThreads(THREADS).threadNamePrefix("docent-web").build();
    Map<String, HttpService> services = new LinkedHashMap<>(services());
    if (console != null) {
      console
          .services()
          .forEach(
              (path, handler) ->
                  services.put(path, (context, request) -> bounded(context, handler)));
    }
    if (feedback != null) {
      services.put(FeedbackPages.CLICK, (context, request) -> bounded(context, feedback::click));
      services.put(
          FeedbackPages.HELPFUL, (context, request) -> helpful(context, request, feedback));
    }
    Set<String> paths = new HashSet<>(services.keySet());
    ServerBuilder builder =
        Server.builder()
            .requestTimeout(options.longest())
            .maxRequestLength(LONGEST_LINE)
            .http1MaxInitialLineLength(LONGEST_LINE)
            .http1MaxHeaderSize(LONGEST_LINE)
            .http2MaxHeaderListSize(LONGEST_LINE)
            .maxNumConnections(CONNECTIONS)
            .idleTimeout(QUIET_CONNECTION)
            .childChannelPipelineCustomizer(
                pipeline -> SlowClients.watch(pipeline, options.longest().plus(options.slowest())))
            .blockingTaskExecutor(executor, true)
            // What runs may run to its end; without a quiet time there is no waiting at all.
            .gracefulShutdownTimeout(QUIET_BEFORE_END, options.longest().plusSeconds(1))
            .disableServerHeader()
            // RequestMetrics count; nobody reads Armeria's own.
            .meterRegistry(new CompositeMeterRegistry())
            .errorHandler(new WebErrors())
            .decorator(EncodingService.newDecorator())
            .decorator(new Guard(options, metrics, paths));
    listen(builder, options);
    services.forEach(builder::service);
    for (Assets asset : Assets.values()) {
      builder.service(asset.path(), (context, request) -> asset.response());
    }
    this.server = builder.build();
    metrics.gauge(
        "docent_searches_in_flight", () -> options.inFlight() - places.availablePermits());
  }

  private Map<String, HttpService> services() {
    return Map.of(
        "/",
        (context, request) -> bounded(context, this::page),
        "/api/search",
        (context, request) -> bounded(context, this::api),
        ComparePage.PATH,
        (context, request) -> bounded(context, this::compare),
        "/api/similar",
        (context, request) -> bounded(context, this::similar),
        "/api/openapi.json",
        (context, request) -> Responses.openApi(),
        "/metrics",
        (context, request) -> Responses.metrics(metrics.text()),
        "/healthz",
        this::health);
  }

  private static void listen(ServerBuilder builder, WebOptions options) {
    InetSocketAddress address = new InetSocketAddress(options.bind(), options.port());
    WebOptions.Tls tls = options.tls();
    if (tls == null) {
      builder.http(address);
      return;
    }
    builder
        .https(address)
        .addHeader("strict-transport-security", "max-age=31536000")
        .tls(tls.certificate().toFile(), tls.key().toFile());
  }

  /**
   * Starts to serve.
   *
   * @param live what is searched; it is not closed with the server
   * @throws dev.docent.records.UserException if the port is taken, or the certificate is none
   */
  static WebServer start(LiveSearch live, RequestMetrics metrics, WebOptions options) {
    return start(live, metrics, options, null, null);
  }

  /**
   * Starts to serve.
   *
   * @param live what is searched; it is not closed with the server
   * @param console the engineer's pages; null where they aren't shown
   * @param feedback what takes clicks and 'helpful'; null where they aren't kept
   * @throws dev.docent.records.UserException if the port is taken, or the certificate is none
   */
  static WebServer start(
      LiveSearch live,
      RequestMetrics metrics,
      WebOptions options,
      @Nullable Console console,
      @Nullable FeedbackPages feedback) {
    WebServer web;
    try {
      web = new WebServer(live, metrics, options, console, feedback);
    } catch (IllegalArgumentException e) {
      if (options.tls() == null) {
        throw e;
      }
      throw new UserException(
          "--tls-certificate '%s' and --tls-key '%s' must be a certificate and its key in PEM"
              .formatted(options.tls().certificate(), options.tls().key()),
          e);
    }
    Listening.start(web.server, options.bind(), options.port(), "port");
    return web;
  }

  /** The port it listens on. */
  int port() {
    return server.activeLocalPort();
  }

  /** Takes no request any more, and lets those that run come to an end. */
  @Override
  public void close() {
    server.stop().join();
  }

  private HttpResponse bounded(
      ServiceRequestContext context,
      BiFunction<ServiceRequestContext, LiveSearch.Opened, HttpResponse> handler) {
    if (context.method() != HttpMethod.GET && context.method() != HttpMethod.HEAD) {
      return WebErrors.onlyBy("GET, HEAD");
    }
    if (!places.tryAcquire()) {
      metrics.count("docent_refused_total{reason=\"busy\"}");
      return WebErrors.busy();
    }
    return HttpResponse.of(
        () -> {
          try (LiveSearch.Lease lease = live.lease()) {
            // Nobody waits for this answer any more; those behind it do.
            return isAbandoned(context)
                ? WebErrors.response(HttpStatus.SERVICE_UNAVAILABLE)
                : handler.apply(context, lease.opened());
          } finally {
            places.release();
          }
        },
        context.blockingTaskExecutor());
  }

  /** Whether the client has left, or was told that it took too long. */
  private static boolean isAbandoned(ServiceRequestContext context) {
    return context.isTimedOut() || context.isCancelled();
  }

  private HttpResponse page(ServiceRequestContext context, LiveSearch.Opened opened) {
    QueryParams parameters = context.queryParams();
    SearchPage page = page(opened);
    String query = parameters.get("q", "");
    String like = parameters.get("like", "");
    if (!like.isBlank()) {
      return like(page, like, opened);
    }
    if (query.isBlank()) {
      return Responses.html(HttpStatus.OK, page.home());
    }
    try {
      SearchRequest request = SearchRequest.of(parameters::get);
      SearchAnswer answer = answer(context, opened, request);
      FeedbackMarks marks =
          // Words that are typed still are no query that a result could be right for.
          feedback == null || request.prefix()
              ? null
              : new FeedbackMarks(request, answer.ranking().method(), parameters.get("noted"));
      return Responses.html(HttpStatus.OK, page.results(answer, request, marks));
    } catch (BadRequestException e) {
      return Responses.html(
          HttpStatus.BAD_REQUEST,
          page.problem(shortened(query), "That can't be searched", e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("the search failed", e);
      return Responses.html(
          HttpStatus.INTERNAL_SERVER_ERROR,
          page.problem(shortened(query), "The search failed", "The server's log says why."));
    }
  }

  private HttpResponse helpful(
      ServiceRequestContext context, HttpRequest request, FeedbackPages pages) {
    if (context.method() != HttpMethod.POST) {
      return WebErrors.onlyBy("POST");
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenCompose(
                whole -> {
                  if (!places.tryAcquire()) {
                    metrics.count("docent_refused_total{reason=\"busy\"}");
                    return CompletableFuture.completedFuture(WebErrors.busy());
                  }
                  return CompletableFuture.supplyAsync(
                      () -> {
                        try (LiveSearch.Lease lease = live.lease()) {
                          QueryParams form = QueryParams.fromQueryString(whole.contentUtf8());
                          return pages.helpful(request, form, lease.opened());
                        } finally {
                          places.release();
                        }
                      },
                      context.blockingTaskExecutor());
                }));
  }

  private HttpResponse compare(ServiceRequestContext context, LiveSearch.Opened opened) {
    SearchPage page = page(opened);
    QueryParams parameters = context.queryParams();
    try {
      SearchRequest asked = SearchRequest.of(parameters::get);
      List<ComparePage.Column> columns = new ArrayList<>();
      for (SearchRequest.Order order : opened.search().orders()) {
        SearchAnswer answer = answer(context, opened, asked.in(order));
        columns.add(new ComparePage.Column(order, answer));
      }
      return Responses.html(HttpStatus.OK, ComparePage.of(page, asked, columns));
    } catch (BadRequestException e) {
      String query = shortened(parameters.get("q", ""));
      return Responses.html(
          HttpStatus.BAD_REQUEST, page.problem(query, "That can't be searched", e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("the search failed", e);
      return Responses.html(
          HttpStatus.INTERNAL_SERVER_ERROR,
          page.problem("", "The search failed", "The server's log says why."));
    }
  }

  private static HttpResponse like(SearchPage page, String section, LiveSearch.Opened opened) {
    Optional<SearchAnswer> answer =
        section.length() > SimilarRequest.MAX_SECTION
            ? Optional.empty()
            : opened.search().like(section, SearchRequest.DEFAULT_SIZE);
    return answer
        .map(found -> Responses.html(HttpStatus.OK, page.like(found)))
        .orElseGet(
            () ->
                Responses.html(
                    HttpStatus.NOT_FOUND,
                    page.problem("", "There is no such section", "It may have been renamed.")));
  }

  private static SearchPage page(LiveSearch.Opened opened) {
    return new SearchPage(
        opened.sections(),
        opened.search().model().map(one -> one.name() + " " + one.version()).orElse(null));
  }

  private HttpResponse api(ServiceRequestContext context, LiveSearch.Opened opened) {
    return orProblem(() -> Responses.json(answer(context, opened)));
  }

  private HttpResponse similar(ServiceRequestContext context, LiveSearch.Opened opened) {
    return orProblem(
        () -> {
          SimilarRequest request = SimilarRequest.of(context.queryParams()::get);
          return opened
              .search()
              .like(request.section(), request.size())
              .map(Responses::json)
              .orElseGet(
                  () ->
                      Responses.problem(
                          HttpStatus.NOT_FOUND, "there is no such section", List.of()));
        });
  }

  /** The answer; problem details where the request is wrong or the search fails. */
  private static HttpResponse orProblem(Supplier<HttpResponse> answer) {
    try {
      return answer.get();
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

  private SearchAnswer answer(ServiceRequestContext context, LiveSearch.Opened opened) {
    return answer(context, opened, SearchRequest.of(context.queryParams()::get));
  }

  private SearchAnswer answer(
      ServiceRequestContext context, LiveSearch.Opened opened, SearchRequest request) {
    Optional<Canary> canary = opened.canary().filter(one -> one.answers(request));
    if (SearchRequest.CANARY.equals(request.model()) && opened.canary().isEmpty()) {
      BadRequestException.Collector problem = new BadRequestException.Collector();
      problem.add("model", "can't be canary: this server has none");
      problem.throwIfAny();
    }
    SiteSearch search = canary.map(Canary::search).orElseGet(opened::search);
    long came = context.log().partial().requestStartTimeNanos();
    SearchAnswer answer =
        Traces.in(
            Traces.request("search"),
            () -> search.answer(request, came, () -> isAbandoned(context)));
    if (isAbandoned(context)) {
      // How it was ranked for nobody says nothing of the model.
      return answer;
    }
    metrics.search(answer.ranking().method(), answer.tookMillis());
    canary.ifPresent(one -> metrics.canary(answer.ranking().method(), answer.tookMillis()));
    if (answer.ranking().scored() < answer.ranking().depth()) {
      metrics.count("docent_searches_cut_short_total");
    }
    context.setAttr(Guard.ANSWER, answer);
    return answer;
  }

  private HttpResponse health(ServiceRequestContext context, HttpRequest request) {
    try (LiveSearch.Lease lease = live.lease()) {
      Map<String, Object> health = new LinkedHashMap<>();
      health.put("status", "ok");
      health.put("sections", lease.opened().sections());
      health.put("model", lease.opened().search().model().orElse(null));
      return Responses.json(health);
    }
  }

  private static String shortened(String text) {
    int end = Math.min(text.length(), SearchRequest.MAX_QUERY);
    return text.substring(0, end);
  }
}
