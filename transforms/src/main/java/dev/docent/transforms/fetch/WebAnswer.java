package dev.docent.transforms.fetch;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended, after redirects and, from {@link WebClient#get}, after retries.
 *
 * @param url that answered, the last one of the redirects
 * @param status of the last answer; 0 where none came
 * @param headers by name in lower case; of several of a name, joined by commas
 * @param body decompressed; empty for any status but 2xx
 * @param requests that it took, redirects and retries included, robots.txt not
 * @param at when the answer came
 * @param problem why there is no body to use: null for 2xx and for 304
 */
public record WebAnswer(
    String url,
    int status,
    Map<String, String> headers,
    byte[] body,
    int requests,
    Instant at,
    @Nullable Problem problem) {

  /** A header's value, null where it is absent. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Whether there is a body to use. */
  public boolean ok() {
    return problem == null && status != 304;
  }

  /** The media type in lower case, without parameters; empty where none is stated. */
  public String mediaType() {
    String type = header("content-type");
    if (type == null) {
      return "";
    }
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  WebAnswer withProblem(Problem found) {
    return new WebAnswer(url, status, headers, body, requests, at, found);
  }

  WebAnswer withRequests(int count) {
    return new WebAnswer(url, status, headers, body, count, at, problem);
  }

  /** Without any secret in what is told of the problem. */
  WebAnswer masked(Secrets secrets) {
    return problem == null || secrets.isEmpty() ? this : withProblem(problem.masked(secrets));
  }

  WebAnswer withUrl(String shown) {
    return new WebAnswer(shown, status, headers, body, requests, at, problem);
  }

  static WebAnswer of(String url, int status, int requests, Problem problem) {
    return new WebAnswer(url, status, Map.of(), new byte[0], requests, Instant.now(), problem);
  }

  @Override
  public final String toString() {
    return "%d %s, %d bytes".formatted(status, url, body.length);
  }
}
