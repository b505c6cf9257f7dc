package dev.docent.transforms.duplicates;

import dev.docent.records.Article;
import dev.docent.transforms.hashing.Hash64;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The hashes of all runs of three words of an article (Broder 1997, 'On the resemblance and
 * containment of documents'). Words are runs of letters and digits in lower case; in scripts
 * without spaces every character is one. Title, headings, text and code count.
 */
final class Shingles {
  /** Longer shingles make one changed word cost more of the similarity. */
  static final int WORDS = 3;

  private Shingles() {}

  /** The distinct hashes in ascending order; empty where there is no word. */
  static long[] of(Article article) {
    return distinct(all(ComparedText.of(article)));
  }

  /**
   * The hashes as they come, also repeated ones.
   *
   * @param texts as {@link ComparedText} gives them
   */
  static long[] all(List<String> texts) {
    Words words = new Words();
    texts.forEach(words::add);
    return shingles(words.hashes, words.size);
  }

  static long[] of(String text) {
    Words words = new Words();
    words.add(ComparedText.lower(text));
    return distinct(shingles(words.hashes, words.size));
  }

  /** Share of what both have in what either has; 0 where both are empty. */
  static double jaccard(long[] a, long[] b) {
    int common = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        common++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    int union = a.length + b.length - common;
    return union == 0 ? 0 : (double) common / union;
  }

  static byte[] toBytes(long[] shingles) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * shingles.length);
    bytes.asLongBuffer().put(shingles);
    return bytes.array();
  }

  static long[] fromBytes(byte[] bytes) {
    long[] shingles = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(shingles);
    return shingles;
  }

  private static long[] shingles(long[] words, int size) {
    int run = Math.min(WORDS, size);
    if (run == 0) {
      return new long[0];
    }
    long[] hashes = new long[size - run + 1];
    for (int i = 0; i < hashes.length; i++) {
      long hash = run;
      for (int j = i; j < i + run; j++) {
        hash = Hash64.mix(hash * 31 + words[j]);
      }
      hashes[i] = hash;
    }
    return hashes;
  }

  private static long[] distinct(long[] hashes) {
    Arrays.sort(hashes);
    int distinct = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (i == 0 || hashes[i] != hashes[i - 1]) {
        hashes[distinct++] = hashes[i];
      }
    }
    return Arrays.copyOf(hashes, distinct);
  }

  private static final class Words {
    private long[] hashes = new long[256];
    private int size;

    void add(String text) {
      int start = -1;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean alone = c >= '\u2E80' && isAlone(c);
        if (!alone && isOfWord(c)) {
          start = start < 0 ? i : start;
          continue;
        }
        if (start >= 0) {
          put(Hash64.of(text, start, i));
          start = -1;
        }
        if (alone) {
          put(Hash64.of(text, i, i + 1));
        }
      }
      if (start >= 0) {
        put(Hash64.of(text, start, text.length()));
      }
    }

    private static boolean isAlone(char c) {
      return Character.isIdeographic(c) || (c >= '\u3040' && c <= '\u30ff');
    }

    private static boolean isOfWord(char c) {
      return c < '\u0080'
          ? (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
          : Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    private void put(long hash) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * size);
      }
      hashes[size++] = hash;
    }
  }
}
