package dev.docent.transforms.sources;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a page's URL in one way, so that one page has one id: scheme and host in lower case,
 * without the default port, user name, fragment and dot segments, percent-encoding in its shortest
 * form, query parameters sorted, and without those that only track visitors.
 */
public final class PageUrls {
  private static final String TRACKING_PREFIX = "utm_";
  private static final Set<String> TRACKING =
      Set.of(
          "gclid",
          "dclid",
          "gbraid",
          "wbraid",
          "gclsrc",
          "fbclid",
          "msclkid",
          "yclid",
          "twclid",
          "ttclid",
          "li_fat_id",
          "igshid",
          "mc_cid",
          "mc_eid",
          "mkt_tok",
          "_ga",
          "_gl",
          "_hsenc",
          "_hsmi",
          "vero_id",
          "oly_enc_id",
          "oly_anon_id",
          "wickedid");
  private static final int MAX_CHARACTERS = 8192;

  private PageUrls() {}

  /** The one way of writing a URL; empty if it is no http or https URL with a host. */
  public static Optional<String> normalise(String url) {
    String text = url.strip();
    if (text.length() > MAX_CHARACTERS || !text.matches("(?is)https?://[^/?#].*")) {
      return Optional.empty();
    }
    int fragment = text.indexOf('#');
    String bare = fragment < 0 ? text : text.substring(0, fragment);
    String normal = new BasicURLNormalizer().filter(withoutTracking(bare));
    if (normal == null) {
      return Optional.empty();
    }
    try {
      return URI.create(normal).getHost() == null ? Optional.empty() : Optional.of(normal);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As {@link #normalise(String)}, of a reference in a document at a base URL. */
  public static Optional<String> normalise(String reference, URI base) {
    String text = reference.strip();
    if (text.matches("(?is)[a-z][a-z0-9+.-]*:.*")) {
      return normalise(text);
    }
    try {
      return normalise(base.resolve(new URI(text.replace(" ", "%20"))).toString());
    } catch (java.net.URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The host of a normalised URL. */
  public static String host(String url) {
    String host = URI.create(url).getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  private static String withoutTracking(String url) {
    int query = url.indexOf('?');
    if (query < 0) {
      return url;
    }
    String kept =
        Arrays.stream(url.substring(query + 1).split("&", -1))
            .filter(pair -> !isTracking(pair.replaceFirst("=.*", "").toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining("&"));
    return url.substring(0, query) + (kept.isEmpty() ? "" : "?" + kept);
  }

  private static boolean isTracking(String parameter) {
    return parameter.startsWith(TRACKING_PREFIX) || TRACKING.contains(parameter);
  }
}
