package dev.docent.records.text;

import org.jspecify.annotations.Nullable;

/**
 * The pieces of words seen lately: few words make up most of a text. Each word has one place, which
 * the last of those that share it holds. Safe for use by several threads without a lock: an entry
 * never changes, and one that gets lost is only made again.
 */
final class WordMemo {
  private static final int PLACES = 1 << 13;

  /** Longer words are rare, and seldom come again. */
  private static final int LONGEST = 40;

  private final @Nullable Entry[] entries = new @Nullable Entry[PLACES];

  private record Entry(String word, int hash, int[] pieces) {
    boolean is(CharSequence text, int start, int end, int hash) {
      if (this.hash != hash || word.length() != end - start) {
        return false;
      }
      if (text instanceof String string) {
        return string.startsWith(word, start);
      }
      for (int i = 0; i < word.length(); i++) {
        if (word.charAt(i) != text.charAt(start + i)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The pieces of a word that stands in a text, null where they aren't known. Not to be changed.
   */
  int @Nullable [] find(CharSequence text, int start, int end) {
    int hash = hash(text, start, end);
    Entry entry = entries[place(hash)];
    return entry != null && entry.is(text, start, end, hash) ? entry.pieces() : null;
  }

  void put(String word, int[] pieces) {
    if (word.length() > LONGEST) {
      return;
    }
    int hash = hash(word, 0, word.length());
    entries[place(hash)] = new Entry(word, hash, pieces);
  }

  private static int place(int hash) {
    return (hash ^ (hash >>> 15)) & (PLACES - 1);
  }

  private static int hash(CharSequence text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash;
  }
}
