package dev.docent.transforms.wikipedia.wikitext;

import org.jspecify.annotations.Nullable;

/**
 * A heading.
 *
 * @param level 1 to 6, the number of equals signs
 */
record Heading(int level, String text) {
  private static final int MAX_LEVEL = 6;

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
    return TailHeadings.contains(text);
  }
}
