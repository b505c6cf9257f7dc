package dev.docent.transforms.wikipedia.wikitext;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A heading.
 *
 * @param level 1 to 6, the number of equals signs
 */
record Heading(int level, String text) {
  private static final int MAX_LEVEL = 6;

  /** Sections at an entry's end that list things instead of telling of them. */
  private static final Set<String> TAILS =
      Set.of(
          "references",
          "external links",
          "external link",
          "see also",
          "further reading",
          "notes",
          "bibliography",
          "footnotes",
          "citations",
          "sources",
          "works cited",
          "notes and references",
          "references and notes",
          "general references",
          "references and further reading",
          "notes and citations",
          "further information",
          "literature",
          "explanatory notes",
          "related links",
          "gallery",
          "navigation",
          "primary sources",
          "secondary sources");

  /** Reads a line such as {@code == History ==}; null where it isn't a heading. */
  static @Nullable Heading of(String line) {
    String trimmed = line.stripTrailing();
    int length = trimmed.length();
    int left = 0;
    while (left < length && trimmed.charAt(left) == '=') {
      left++;
    }
    int right = 0;
    while (right < length - left && trimmed.charAt(length - 1 - right) == '=') {
      right++;
    }
    int level = Math.min(MAX_LEVEL, Math.min(left, right));
    if (level == 0 || length - 2 * level < 1) {
      return null;
    }
    String text = trimmed.substring(level, length - level);
    return new Heading(level, LineCleaner.tidy(Entities.decode(text)));
  }

  /** Whether the section holds lists of sources or links instead of prose. */
  boolean isTail() {
    return TAILS.contains(text.toLowerCase(Locale.ROOT));
  }
}
