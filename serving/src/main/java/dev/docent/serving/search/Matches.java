package dev.docent.serving.search;

import java.util.Arrays;

/**
 * The words of a text that are looked for. A long text has hundreds, and an answer shows some
 * thirty texts, so that each is one number here: where it starts, how long it is, and its term.
 */
final class Matches {
  private static final int BITS = 16;
  private static final int MOST = (1 << BITS) - 1;

  private final long[] packed;
  private int size;

  Matches(int most) {
    this.packed = new long[most];
  }

  /**
   * Adds a word.
   *
   * @param start where it starts in the text, in chars
   * @param end behind its last char
   * @param term tells words of one term from those of others: 0 for the first term looked for
   */
  void add(int start, int end, int term) {
    if (end - start > MOST || term > MOST) {
      throw new IllegalArgumentException(
          "illegal match: %d chars, term %d, each must be at most %d"
              .formatted(end - start, term, MOST));
    }
    packed[size++] = ((long) start << 2 * BITS) | ((long) (end - start) << BITS) | term;
  }

  /** Sorts them by where they start, then by where they end. */
  Matches inReadingOrder() {
    Arrays.sort(packed, 0, size);
    return this;
  }

  int size() {
    return size;
  }

  int start(int i) {
    return (int) (packed[i] >>> 2 * BITS);
  }

  int end(int i) {
    return start(i) + (int) ((packed[i] >>> BITS) & MOST);
  }

  int term(int i) {
    return (int) (packed[i] & MOST);
  }
}
