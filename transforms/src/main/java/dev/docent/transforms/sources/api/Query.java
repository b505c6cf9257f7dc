package dev.docent.transforms.sources.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A URL whose query parameters can be set. */
record Query(String base, List<String> pairs) {
  static Query of(URI url) {
    String text = url.toString().replaceFirst("#.*$", "");
    int query = text.indexOf('?');
    return query < 0
        ? new Query(text, List.of())
        : new Query(
            text.substring(0, query),
            List.of(text.substring(query + 1).split("&")).stream()
                .filter(pair -> !pair.isEmpty())
                .toList());
  }

  /** With a parameter set, in place of what it was. */
  Query with(String name, String value) {
    String key = encode(name) + "=";
    List<String> changed = new ArrayList<>(pairs);
    changed.removeIf(pair -> (pair + "=").startsWith(key) || (pair + "=").startsWith(name + "="));
    changed.add(key + encode(value));
    return new Query(base, changed);
  }

  URI url() {
    return URI.create(pairs.isEmpty() ? base : base + "?" + String.join("&", pairs));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
