package dev.docent.transforms.wikipedia.dump;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of a wiki's namespaces, as they come in a dump's {@code <siteinfo>}. All or none: a
 * list with a fault in it is not used.
 */
final class SiteNamespaces {
  /** The largest wikis have some 60. */
  static final int MOST = 500;

  /** No title is longer. */
  private static final int LONGEST = 255;

  private final Map<Integer, String> names = new TreeMap<>();
  private boolean begun;
  private boolean ended;
  private @Nullable String fault;

  void begin() {
    begun = true;
  }

  void end() {
    ended = true;
  }

  /** Takes a name. That of articles is empty. */
  void add(@Nullable String key, String name) {
    if (fault != null) {
      return;
    }
    if (key == null || !key.matches("-?[0-9]{1,6}")) {
      fault = "a namespace has the key '%s', not a number".formatted(clip(key == null ? "" : key));
    } else if (name.length() > LONGEST || (name.isBlank() && !key.equals("0"))) {
      fault =
          "the namespace %s has the name '%s'; one has 1 to %d characters"
              .formatted(key, clip(name), LONGEST);
    } else if (names.size() == MOST) {
      fault = "there are more than %d namespaces".formatted(MOST);
    } else if (names.putIfAbsent(Integer.valueOf(key), name.strip()) != null) {
      fault = "the namespace %s stands there twice".formatted(key);
    }
  }

  /** What stands in the place of a name is none. */
  void addFault(String what) {
    fault = fault == null ? what : fault;
  }

  /** Names by keys; none where they are not all there. */
  Map<Integer, String> names() {
    return ended && fault == null ? names : Map.of();
  }

  /** Why there are no names though there should be. */
  @Nullable String defect() {
    if (fault != null) {
      return fault;
    }
    return begun && !ended ? "the list of namespaces has no end" : null;
  }

  private static String clip(String value) {
    return value.length() > 40 ? value.substring(0, 40) + "..." : value;
  }
}
