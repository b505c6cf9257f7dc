package dev.docent.serving.search;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deep links into pages. Only web addresses become links: pages come from strangers. */
final class Links {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private Links() {}

  static Optional<String> to(@Nullable String url, @Nullable String anchor) {
    if (url == null) {
      return Optional.empty();
    }
    URI page;
    try {
      page = new URI(url.strip());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String scheme = page.getScheme();
    if (scheme == null
        || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
        || page.getHost() == null) {
      return Optional.empty();
    }
    String address = page.toASCIIString();
    if (anchor == null || anchor.isBlank()) {
      return Optional.of(address);
    }
    int fragment = address.indexOf('#');
    String base = fragment < 0 ? address : address.substring(0, fragment);
    return Optional.of(base + "#" + fragment(anchor));
  }

  private static String fragment(String anchor) {
    return URLEncoder.encode(anchor, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
