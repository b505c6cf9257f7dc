package dev.docent.records.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs a query and a passage into what the cross-encoder reads: {@code [CLS] query [SEP] title
 * text [SEP]}. A passage too long for one pair is read through several windows, each with the title
 * in front.
 *
 * <p>A query has at most {@value #QUERY_PIECES} pieces and a title {@value #TITLE_PIECES}, and less
 * where the sequence is short (a third and a quarter of it), so that text always has room.
 */
public final class PairEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final int QUERY_PIECES = 32;
  public static final int TITLE_PIECES = 24;

  /** Pieces that a window shares with the one before it. */
  public static final int OVERLAP_PIECES = 12;

  /** {@code [CLS]} and two {@code [SEP]}. */
  private static final int SPECIAL_PIECES = 3;

  private static final int SHORTEST_SEQUENCE = 16;

  private final WordPiece wordPiece;
  private final int sequenceLength;
  private final int queryLimit;
  private final int titleLimit;
  private final int cls;
  private final int sep;

  /**
   * A pair without padding.
   *
   * @param inputIds ids of the pieces, at most the sequence length
   * @param segmentIds 0 for {@code [CLS] query [SEP]}, 1 for the rest; as long as the ids
   */
  @SuppressWarnings("ArrayRecordComponent") // millions of these are packed and read, none compared
  public record Pair(int[] inputIds, int[] segmentIds) implements Serializable {
    /** How many pieces there are. */
    public int length() {
      return inputIds.length;
    }
  }

  /**
   * An encoder for sequences of at most {@code sequenceLength} pieces.
   *
   * @throws IllegalArgumentException if that is less than 16
   */
  public PairEncoder(WordPiece wordPiece, int sequenceLength) {
    if (sequenceLength < SHORTEST_SEQUENCE) {
      throw new IllegalArgumentException(
          "illegal sequenceLength value: %d, must be at least %d"
              .formatted(sequenceLength, SHORTEST_SEQUENCE));
    }
    this.wordPiece = wordPiece;
    this.sequenceLength = sequenceLength;
    int room = sequenceLength - SPECIAL_PIECES;
    this.queryLimit = Math.min(QUERY_PIECES, room / 3);
    this.titleLimit = Math.min(TITLE_PIECES, room / 4);
    this.cls = wordPiece.vocabulary().id(Vocabulary.CLS);
    this.sep = wordPiece.vocabulary().id(Vocabulary.SEP);
  }

  public int sequenceLength() {
    return sequenceLength;
  }

  /** The most pieces of a query. */
  int queryLimit() {
    return queryLimit;
  }

  /** The most pieces of a title. */
  int titleLimit() {
    return titleLimit;
  }

  public WordPiece wordPiece() {
    return wordPiece;
  }

  /** The first window; the title may be empty. */
  public Pair encode(String query, String title, String text) {
    return windows(query, title, text, 1).get(0);
  }

  /**
   * The windows of a passage from its start on, until it ends or there are {@code maxWindows}; a
   * passage without text has one.
   *
   * @throws IllegalArgumentException if {@code maxWindows} is less than 1
   */
  public List<Pair> windows(String query, String title, String text, int maxWindows) {
    if (maxWindows < 1) {
      throw new IllegalArgumentException(
          "illegal maxWindows value: %d, must be at least 1".formatted(maxWindows));
    }
    int[] queryIds = wordPiece.encode(query, queryLimit);
    int[] titleIds = wordPiece.encode(title, titleLimit);
    int width = sequenceLength - SPECIAL_PIECES - queryIds.length - titleIds.length;
    int stride = width - Math.min(OVERLAP_PIECES, width / 2);
    long limit = width + (maxWindows - 1L) * stride;
    int[] textIds = wordPiece.encode(text, (int) Math.min(limit, Integer.MAX_VALUE));
    List<Pair> windows = new ArrayList<>();
    int start = 0;
    do {
      int end = Math.min(textIds.length, start + width);
      windows.add(pack(queryIds, titleIds, textIds, start, end));
      if (end == textIds.length) {
        break;
      }
      start += stride;
    } while (windows.size() < maxWindows);
    return windows;
  }

  private Pair pack(int[] query, int[] title, int[] text, int start, int end) {
    int length = SPECIAL_PIECES + query.length + title.length + (end - start);
    int[] ids = new int[length];
    ids[0] = cls;
    System.arraycopy(query, 0, ids, 1, query.length);
    int second = query.length + 2;
    ids[second - 1] = sep;
    System.arraycopy(title, 0, ids, second, title.length);
    System.arraycopy(text, start, ids, second + title.length, end - start);
    ids[length - 1] = sep;
    int[] segments = new int[length];
    Arrays.fill(segments, second, length, 1);
    return new Pair(ids, segments);
  }
}
