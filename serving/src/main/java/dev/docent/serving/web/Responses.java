package dev.docent.serving.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Responses in HTML, JSON, and problem details (RFC 9457). */
final class Responses {
  /** Nothing but our own files, no script or style in the page, nobody's frame. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final HttpHeaders PROTECTION =
      HttpHeaders.builder()
          .add("content-security-policy", POLICY)
          .add("x-content-type-options", "nosniff")
          .add("x-frame-options", "DENY")
          .add("referrer-policy", "no-referrer")
          .add("cross-origin-opener-policy", "same-origin")
          .add("cross-origin-resource-policy", "same-origin")
          .add("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()")
          .build();

  private static final MediaType PROBLEM = MediaType.parse("application/problem+json");
  private static final MediaType METRICS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] OPEN_API = openApiFile();

  private Responses() {}

  /** RFC 9457; {@code errors} names parameters, as its section 3 shows. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Problem(
      String type,
      String title,
      int status,
      String detail,
      List<BadRequestException.Problem> errors) {}

  static HttpResponse html(HttpStatus status, String document) {
    return of(status, MediaType.HTML_UTF_8, HttpData.ofUtf8(document));
  }

  static HttpResponse json(Object value) {
    return of(HttpStatus.OK, MediaType.JSON_UTF_8, HttpData.wrap(bytes(value)));
  }

  static HttpResponse json(SearchAnswer answer) {
    return of(HttpStatus.OK, MediaType.JSON_UTF_8, HttpData.wrap(AnswerJson.bytes(answer)));
  }

  static HttpResponse metrics(String text) {
    return of(HttpStatus.OK, METRICS, HttpData.ofUtf8(text));
  }

  /** The description of the API, for people and for programs that make clients. */
  static HttpResponse openApi() {
    return of(HttpStatus.OK, MediaType.JSON_UTF_8, HttpData.wrap(OPEN_API));
  }

  private static byte[] openApiFile() {
    try (InputStream in = Responses.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HttpResponse problem(BadRequestException e) {
    return problem(HttpStatus.BAD_REQUEST, e.getMessage(), e.problems());
  }

  static HttpResponse problem(
      HttpStatus status, String detail, List<BadRequestException.Problem> errors) {
    Problem problem =
        new Problem("about:blank", status.reasonPhrase(), status.code(), detail, errors);
    return of(status, PROBLEM, HttpData.wrap(bytes(problem)));
  }

  private static HttpResponse of(HttpStatus status, MediaType type, HttpData content) {
    // What people search for is nobody else's business.
    return HttpResponse.of(headers(status, type, "no-store"), content);
  }

  /** The headers of every answer, those that protect a browser among them. */
  static ResponseHeaders headers(HttpStatus status, MediaType type, String cacheControl) {
    return ResponseHeaders.builder(status)
        .add(PROTECTION)
        .contentType(type)
        .set(HttpHeaderNames.CACHE_CONTROL, cacheControl)
        .build();
  }

  private static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
