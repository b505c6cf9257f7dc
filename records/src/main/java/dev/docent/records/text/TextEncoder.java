package dev.docent.records.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns one text into what the sentence encoder reads: {@code [CLS] query [SEP]}, or {@code [CLS]
 * title text [SEP]}. A passage too long for that is read through several windows, each with the
 * title in front, as wide as those of {@link PairEncoder} beside a query of full length.
 */
public final class TextEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** {@code [CLS]} and {@code [SEP]}. */
  private static final int SPECIAL_PIECES = 2;

  private final WordPiece wordPiece;
  private final int width;
  private final int titleLimit;
  private final int cls;
  private final int sep;

  /**
   * An encoder beside a cross-encoder that reads pairs of at most {@code sequenceLength} pieces.
   *
   * @throws IllegalArgumentException if that is less than 16
   */
  public TextEncoder(WordPiece wordPiece, int sequenceLength) {
    PairEncoder pairs = new PairEncoder(wordPiece, sequenceLength);
    this.wordPiece = wordPiece;
    this.width = sequenceLength - pairs.queryLimit() - SPECIAL_PIECES;
    this.titleLimit = pairs.titleLimit();
    this.cls = wordPiece.vocabulary().id(Vocabulary.CLS);
    this.sep = wordPiece.vocabulary().id(Vocabulary.SEP);
  }

  /** A query, cut where it is longer than a window. */
  public int[] query(String query) {
    return pack(new int[0], wordPiece.encode(query, width), 0, Integer.MAX_VALUE);
  }

  /**
   * The windows of a passage from its start on, until it ends or there are {@code maxWindows}; a
   * passage without text has one.
   *
   * @throws IllegalArgumentException if {@code maxWindows} is less than 1
   */
  public List<int[]> windows(String title, String text, int maxWindows) {
    if (maxWindows < 1) {
      throw new IllegalArgumentException(
          "illegal maxWindows value: %d, must be at least 1".formatted(maxWindows));
    }
    int[] titleIds = wordPiece.encode(title, titleLimit);
    int room = width - titleIds.length;
    int stride = room - Math.min(PairEncoder.OVERLAP_PIECES, room / 2);
    long limit = room + (maxWindows - 1L) * stride;
    int[] textIds = wordPiece.encode(text, (int) Math.min(limit, Integer.MAX_VALUE));
    List<int[]> windows = new ArrayList<>();
    int start = 0;
    do {
      int end = Math.min(textIds.length, start + room);
      windows.add(pack(titleIds, textIds, start, end));
      if (end == textIds.length) {
        break;
      }
      start += stride;
    } while (windows.size() < maxWindows);
    return windows;
  }

  private int[] pack(int[] title, int[] text, int start, int end) {
    int last = Math.min(end, text.length);
    int[] ids = new int[SPECIAL_PIECES + title.length + last - start];
    ids[0] = cls;
    System.arraycopy(title, 0, ids, 1, title.length);
    System.arraycopy(text, start, ids, 1 + title.length, last - start);
    ids[ids.length - 1] = sep;
    return ids;
  }
}
