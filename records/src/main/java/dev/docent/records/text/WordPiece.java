package dev.docent.records.text;

import java.io.Serializable;
import java.util.Arrays;

/**
 * BERT's uncased tokenizer: cleans text, takes accents off, lowers case, parts words from
 * punctuation and Chinese characters, then cuts each word greedily into the longest pieces known
 * (Devlin et al. 2019; Wu et al. 2016). Gives the ids that HuggingFace's {@code BertTokenizer}
 * gives, save one thing: text that looks like a special token, such as {@code [SEP]}, stays text.
 * Immutable.
 */
public final class WordPiece implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Words of more code points than this are unknown as a whole. */
  public static final int MAX_WORD_LENGTH = 100;

  private final Vocabulary vocabulary;
  private final int unknown;
  private final int longestPiece;
  private final transient WordMemo memo = new WordMemo();

  public WordPiece(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = vocabulary.id(Vocabulary.UNKNOWN);
    this.longestPiece = vocabulary.pieces().stream().mapToInt(String::length).max().orElse(0);
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The ids of all pieces of a text, without {@code [CLS]} and {@code [SEP]}. */
  public int[] encode(String text) {
    return encode(text, Integer.MAX_VALUE);
  }

  /** The ids of the first pieces of a text, at most {@code limit}; reads no further than needed. */
  public int[] encode(String text, int limit) {
    Ids ids = new Ids(limit);
    if (limit > 0) {
      BasicTokens.forEach(text, (chars, start, end) -> add(chars, start, end, ids));
    }
    return ids.toArray();
  }

  /** How many pieces a text has. */
  public int count(String text) {
    int[] count = {0};
    BasicTokens.forEach(
        text,
        (chars, start, end) -> {
          count[0] += pieces(chars, start, end).length;
          return true;
        });
    return count[0];
  }

  /** Returns whether there is room for more. */
  private boolean add(CharSequence text, int start, int end, Ids ids) {
    return ids.add(pieces(text, start, end));
  }

  private int[] pieces(CharSequence text, int start, int end) {
    int[] known = memo.find(text, start, end);
    if (known != null) {
      return known;
    }
    String word = text.subSequence(start, end).toString();
    int[] cut = cut(word);
    memo.put(word, cut);
    return cut;
  }

  private int[] cut(String word) {
    int length = word.length();
    if (length > MAX_WORD_LENGTH && word.codePointCount(0, length) > MAX_WORD_LENGTH) {
      return new int[] {unknown};
    }
    int[] pieces = new int[length];
    int n = 0;
    int start = 0;
    while (start < length) {
      int end = Math.min(length, start + longestPiece);
      int id = -1;
      for (; end > start; end--) {
        String piece = word.substring(start, end);
        id = vocabulary.find(start == 0 ? piece : "##" + piece);
        if (id >= 0) {
          break;
        }
      }
      if (id < 0) {
        // One part without a piece makes the whole word unknown.
        return new int[] {unknown};
      }
      pieces[n++] = id;
      start = end;
    }
    return Arrays.copyOf(pieces, n);
  }

  /** What is remembered of words doesn't travel. */
  private Object readResolve() {
    return new WordPiece(vocabulary);
  }

  /** A growing array of ids; a word is let in whole, then cut at the limit. */
  private static final class Ids {
    private final int limit;
    private int[] values = new int[64];
    private int size;

    Ids(int limit) {
      this.limit = limit;
    }

    /** Returns whether there is room for more. */
    boolean add(int[] pieces) {
      if (size + pieces.length > values.length) {
        values = Arrays.copyOf(values, Math.max(size + pieces.length, size * 2));
      }
      System.arraycopy(pieces, 0, values, size, pieces.length);
      size += pieces.length;
      return size < limit;
    }

    int[] toArray() {
      return Arrays.copyOf(values, Math.min(size, limit));
    }
  }
}
