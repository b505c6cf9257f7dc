package dev.docent.transforms.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** URLs that may be asked. */
final class WebUrls {
  private WebUrls() {}

  /**
   * Reads an absolute http or https URL.
   *
   * @throws FetchException {@code bad-url}
   */
  static URI parse(String url) throws FetchException {
    URI parsed;
    try {
      parsed = new URI(url);
    } catch (URISyntaxException e) {
      throw bad(url, e.getReason());
    }
    String scheme = parsed.getScheme() == null ? "" : parsed.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw bad(url, "it must begin with http:// or https://");
    }
    if (parsed.getHost() == null || parsed.getHost().isEmpty()) {
      throw bad(url, "it names no host");
    }
    if (parsed.getUserInfo() != null) {
      throw bad(parsed.getHost(), "a URL must not carry a user's name or password");
    }
    return parsed;
  }

  /** Scheme, host and port: where a secret may be sent, and what one robots.txt speaks for. */
  static boolean sameOrigin(URI a, URI b) {
    return origin(a).equals(origin(b));
  }

  /** Such as {@code https://example.org:443}. */
  static String origin(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static FetchException bad(String url, String why) {
    return Problem.refused("bad-url", "'%s' can't be asked: %s".formatted(url, why)).exception();
  }
}
