package dev.docent.serving.web;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is answered where no handler answers: problem details, or a page to a browser that is lost.
 */
final class WebErrors implements ServerErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(WebErrors.class);

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    if (cause instanceof HttpStatusException status) {
      return response(status.httpStatus());
    }
    if (cause instanceof RequestTimeoutException) {
      return response(HttpStatus.SERVICE_UNAVAILABLE);
    }
    LOG.error("a request for {} failed", context.path(), cause);
    return response(HttpStatus.INTERNAL_SERVER_ERROR);
  }

  @Override
  public @Nullable AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    HttpResponse response =
        status.equals(HttpStatus.NOT_FOUND) && isBrowser(headers) ? lost() : response(status);
    return response.aggregate().join();
  }

  /** A browser asks for pages; programs, the page's own script among them, don't. */
  private static boolean isBrowser(@Nullable RequestHeaders headers) {
    return headers != null
        && headers.accept().stream()
            .anyMatch(type -> type.type().equals("text") && type.subtype().equals("html"));
  }

  /** The page of an address that isn't there, with the search's box. */
  private static HttpResponse lost() {
    return Responses.html(
        HttpStatus.NOT_FOUND,
        new SearchPage(0, null)
            .problem("", "There is nothing here", "The search above finds what there is."));
  }

  /** Refused at once, because too many requests run and wait. */
  static HttpResponse busy() {
    return retryAfter(
        Responses.problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too many searches wait already; ask again in a moment",
            List.of()),
        1);
  }

  /** Says after how many seconds it is worth asking again. */
  static HttpResponse retryAfter(HttpResponse response, int seconds) {
    return response.mapHeaders(
        headers -> headers.toBuilder().setInt(HttpHeaderNames.RETRY_AFTER, seconds).build());
  }

  /**
   * What is answered to another method.
   *
   * @param allowed the methods that are answered, the usual one first, parted by commas
   */
  static HttpResponse onlyBy(String allowed) {
    return Responses.problem(
            HttpStatus.METHOD_NOT_ALLOWED,
            "only %s is answered here".formatted(allowed.split(",", 2)[0]),
            List.of())
        .mapHeaders(headers -> headers.toBuilder().set(HttpHeaderNames.ALLOW, allowed).build());
  }

  static HttpResponse response(HttpStatus status) {
    String detail =
        switch (status.code()) {
          case 404 -> "there is nothing here; the search is at '/' and at '/api/search?q='";
          case 503 -> "the search took too long";
          default -> status.reasonPhrase();
        };
    HttpResponse problem = Responses.problem(status, detail, List.of());
    return status.equals(HttpStatus.SERVICE_UNAVAILABLE) ? retryAfter(problem, 1) : problem;
  }
}
