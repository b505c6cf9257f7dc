package dev.docent.serving.web;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.docent.serving.access.AuditLog;
import dev.docent.serving.access.Gate;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands before everything: who may come in, and what is counted and noted of it. */
final class Guard implements DecoratingHttpServiceFunction {
  /** What came of a search, for the audit log. */
  static final AttributeKey<SearchAnswer> ANSWER = AttributeKey.valueOf(Guard.class, "ANSWER");

  private static final AttributeKey<Gate.Judgment> JUDGMENT =
      AttributeKey.valueOf(Guard.class, "JUDGMENT");

  private static final Pattern LOCAL_NAME =
      Pattern.compile("(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])(?::[0-9]{1,5})?");

  private static final int LONGEST_PATH = 200;

  private final WebOptions options;
  private final RequestMetrics metrics;
  private final Set<String> paths;

  /**
   * @param paths those that are counted by name
   */
  Guard(WebOptions options, RequestMetrics metrics, Set<String> paths) {
    this.options = options;
    this.metrics = metrics;
    this.paths = Set.copyOf(paths);
  }

  @Override
  public HttpResponse serve(
      HttpService delegate, ServiceRequestContext context, HttpRequest request) throws Exception {
    context.log().whenComplete().thenAccept(log -> note(context, log));
    // The one question that an orchestrator asks, by no name and without a token.
    if (context.path().equals("/healthz")) {
      return delegate.serve(context, request);
    }
    String host = request.authority();
    if (options.localNamesOnly()
        && (host == null || !LOCAL_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches())) {
      metrics.count("docent_refused_total{reason=\"host\"}");
      return Responses.problem(
          HttpStatus.MISDIRECTED_REQUEST,
          "this search is for this machine alone; ask for it by localhost",
          List.of());
    }
    if (context.path().startsWith(Assets.FOLDER)) {
      return delegate.serve(context, request);
    }
    Gate.Judgment judgment = options.gate().judge(peer(context), headers(request));
    context.setAttr(JUDGMENT, judgment);
    return switch (judgment.verdict()) {
      case IN -> delegate.serve(context, request);
      case TOO_OFTEN -> {
        metrics.count("docent_refused_total{reason=\"rate\"}");
        yield WebErrors.retryAfter(
            Responses.problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "more requests came from your address than are answered; ask again in %d s"
                    .formatted(judgment.retryAfter()),
                List.of()),
            judgment.retryAfter());
      }
      case UNKNOWN -> {
        metrics.count("docent_refused_total{reason=\"access\"}");
        yield Responses.problem(
                HttpStatus.UNAUTHORIZED,
                "this search is not for everyone; ask with a token that it knows",
                List.of())
            .mapHeaders(
                all -> all.toBuilder().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer").build());
      }
    };
  }

  private void note(ServiceRequestContext context, RequestLog log) {
    int status =
        log.isAvailable(RequestLogProperty.RESPONSE_HEADERS)
            ? log.responseHeaders().status().code()
            : 0;
    String path = context.path();
    metrics.request(paths.contains(path) ? path : "other", status);
    AuditLog audit = options.audit();
    if (audit == null || path.equals("/healthz") || path.startsWith(Assets.FOLDER)) {
      return;
    }
    Gate.Judgment judgment = context.attr(JUDGMENT);
    SearchAnswer answer = context.attr(ANSWER);
    audit.write(
        new AuditLog.Entry(
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            judgment == null ? peer(context).getHostAddress() : judgment.client(),
            judgment == null ? null : judgment.user(),
            context.method().name(),
            path.substring(0, Math.min(path.length(), LONGEST_PATH)),
            status,
            log.totalDurationNanos() / 1_000_000,
            answer == null ? null : answer.total(),
            answer == null ? null : answer.ranking().method(),
            options.auditQueries() ? context.queryParam("q") : null));
  }

  private static InetAddress peer(ServiceRequestContext context) {
    InetSocketAddress address = context.remoteAddress();
    @Nullable InetAddress resolved = address.getAddress();
    return resolved == null ? InetAddress.getLoopbackAddress() : resolved;
  }

  private static Gate.Headers headers(HttpRequest request) {
    return name -> request.headers().getAll(name.toLowerCase(Locale.ROOT));
  }
}
