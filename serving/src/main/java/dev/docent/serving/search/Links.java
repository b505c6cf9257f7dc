package dev.docent.serving.search;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deep links into pages. Only web addresses become links: pages come from strangers. */
final class Links {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private Links() {}

  /** The address of a page as it may be linked; null where it is none of the web. */
  static @Nullable String page(@Nullable String url) {
    if (url == null) {
      return null;
    }
    URI page;
    try {
      page = new URI(url.strip());
    } catch (URISyntaxException e) {
      return null;
    }
    String scheme = page.getScheme();
    boolean web = scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
    return web && page.getHost() != null ? page.toASCIIString() : null;
  }

  /**
   * A place in a page.
   *
   * @param page as {@link #page} gives it
   */
  static String at(String page, @Nullable String anchor) {
    if (anchor == null || anchor.isBlank()) {
      return page;
    }
    int fragment = page.indexOf('#');
    String base = fragment < 0 ? page : page.substring(0, fragment);
    return base + "#" + fragment(anchor);
  }

  private static String fragment(String anchor) {
    return isPlain(anchor)
        ? anchor
        : URLEncoder.encode(anchor, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean isPlain(String anchor) {
    for (int i = 0; i < anchor.length(); i++) {
      char c = anchor.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!plain) {
        return false;
      }
    }
    return true;
  }
}
