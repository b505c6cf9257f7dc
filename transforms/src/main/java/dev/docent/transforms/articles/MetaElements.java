package dev.docent.transforms.articles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The {@code <meta>} elements of a page by property, name, itemprop or http-equiv. */
final class MetaElements {
  private static final List<String> NAMES = List.of("property", "name", "itemprop", "http-equiv");

  /** Pages have some tens; one with more is not worth to be read further. */
  private static final int MAX_ELEMENTS = 1000;

  private final Map<String, String> first = new HashMap<>();
  private final List<String> tags = new ArrayList<>();
  private int elements;

  void add(Element meta) {
    if (++elements > MAX_ELEMENTS) {
      return;
    }
    String content = SectionText.oneLine(meta.attr("content"));
    if (content.isEmpty()) {
      return;
    }
    for (String attribute : NAMES) {
      String name = meta.attr(attribute);
      if (!name.isEmpty()) {
        String key = name.toLowerCase(Locale.ROOT);
        first.putIfAbsent(key, content);
        if (key.equals("article:tag")) {
          tags.add(content);
        }
      }
    }
  }

  /** The contents of all {@code article:tag}. */
  List<String> tags() {
    return tags;
  }

  /** The content of the first such element, without regard to case; null where there is none. */
  @Nullable String get(String name) {
    return first.get(name.toLowerCase(Locale.ROOT));
  }
}
