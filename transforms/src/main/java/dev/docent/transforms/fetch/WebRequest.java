package dev.docent.transforms.fetch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to ask for by GET. Its text form names the URL alone, so that no secret gets into a log.
 *
 * @param url absolute, http or https
 * @param accept value of the Accept header
 * @param headers further headers, sent over redirects to other hosts as well
 * @param secrets sent to the URL's own origin alone
 * @param etag for If-None-Match
 * @param lastModified for If-Modified-Since
 * @param maxBytes of the body, as sent and after decompression
 * @param robots whether robots.txt is to be obeyed: it is not asked about for an API that the user
 *     has the token of
 * @param cached whether the answer's body is kept in the cache folder and asked for conditionally
 *     the next time; the caller then always sees a whole answer. Not with secrets
 */
public record WebRequest(
    String url,
    String accept,
    Map<String, String> headers,
    Secrets secrets,
    @Nullable String etag,
    @Nullable String lastModified,
    long maxBytes,
    boolean robots,
    boolean cached) {
  static final String PAGES = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5";

  public WebRequest {
    headers = Map.copyOf(headers);
    if (cached && !secrets.isEmpty()) {
      throw new IllegalArgumentException("what is asked for with a secret is never kept in a file");
    }
  }

  /** Anything at an address, within a size, as robots.txt allows. */
  public static WebRequest of(String url, long maxBytes) {
    return new WebRequest(url, "*/*", Map.of(), Secrets.NONE, null, null, maxBytes, true, false);
  }

  /** A page, conditionally where validators are known. */
  static WebRequest page(
      String url, @Nullable String etag, @Nullable String lastModified, long maxBytes) {
    return new WebRequest(
        url, PAGES, Map.of(), Secrets.NONE, etag, lastModified, maxBytes, true, false);
  }

  public WebRequest withAccept(String value) {
    return new WebRequest(
        url, value, headers, secrets, etag, lastModified, maxBytes, robots, cached);
  }

  public WebRequest withHeaders(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(more);
    return new WebRequest(url, accept, all, secrets, etag, lastModified, maxBytes, robots, cached);
  }

  /** Credentials that are sent to this URL's scheme, host and port alone, and never shown. */
  public WebRequest withSecrets(Secrets some) {
    return new WebRequest(url, accept, headers, some, etag, lastModified, maxBytes, robots, cached);
  }

  public WebRequest withoutRobots() {
    return new WebRequest(
        url, accept, headers, secrets, etag, lastModified, maxBytes, false, cached);
  }

  /** Kept in {@link FetchSettings#cache()}, where there is one. */
  public WebRequest withCache() {
    return new WebRequest(
        url, accept, headers, secrets, etag, lastModified, maxBytes, robots, true);
  }

  WebRequest withValidators(@Nullable String newEtag, @Nullable String newLastModified) {
    return new WebRequest(
        url, accept, headers, secrets, newEtag, newLastModified, maxBytes, robots, cached);
  }

  boolean conditional() {
    return etag != null || lastModified != null;
  }

  @Override
  public final String toString() {
    return "GET " + url;
  }

  /** The redirect limit's error needs them in order. */
  static String chain(List<String> urls) {
    return String.join(" -> ", urls);
  }
}
