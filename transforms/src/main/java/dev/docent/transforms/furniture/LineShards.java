package dev.docent.transforms.furniture;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the lines of single pages on their way to where they are summed up. There are a hundred
 * lines to a page and nearly all stand on one page alone, so they are shuffled many in a piece:
 * each shard holds the lines whose hashes begin with the same bits.
 */
final class LineShards {
  /** So many that a shard of a site of ten million pages still fits into a worker's memory. */
  static final int SHARDS = 1 << 10;

  private static final int SHARD_SHIFT = Long.SIZE - 10;

  /** The key, the site, the traits, the page's edge, occurrences, edges of sections. */
  private static final int LINE_BYTES = 8 + 8 + 1 + 1 + 4 + 4;

  private static final int PIECE_LINES = 300;

  /** Takes a piece of a shard. */
  interface Sink {
    void take(int shard, byte[] piece);
  }

  private final @Nullable ByteBuffer[] pieces = new ByteBuffer[SHARDS];
  private final Sink sink;

  LineShards(Sink sink) {
    this.sink = sink;
  }

  /** Adds what one page has of a line. */
  void add(long key, LineCount count) {
    int shard = (int) (key >>> SHARD_SHIFT);
    ByteBuffer piece = pieces[shard];
    if (piece == null) {
      piece = ByteBuffer.allocate(PIECE_LINES * LINE_BYTES);
      pieces[shard] = piece;
    }
    piece.putLong(key);
    piece.putLong(count.site());
    piece.put((byte) count.traits());
    piece.put((byte) count.edgePages());
    piece.putInt((int) count.occurrences());
    piece.putInt((int) count.sectionEdges());
    if (!piece.hasRemaining()) {
      give(shard, piece);
    }
  }

  /** Gives away what is left. */
  void end() {
    for (int shard = 0; shard < SHARDS; shard++) {
      ByteBuffer piece = pieces[shard];
      if (piece != null && piece.position() > 0) {
        give(shard, piece);
      }
    }
  }

  private void give(int shard, ByteBuffer piece) {
    sink.take(shard, Arrays.copyOf(piece.array(), piece.position()));
    piece.clear();
  }

  /** Sums up the pieces of one shard, by the lines' keys. */
  static Map<Long, LineCount> sum(Iterable<byte[]> pieces) {
    Map<Long, LineCount> sums = new HashMap<>();
    for (byte[] bytes : pieces) {
      ByteBuffer piece = ByteBuffer.wrap(bytes);
      while (piece.hasRemaining()) {
        long key = piece.getLong();
        LineCount count =
            new LineCount(
                piece.getLong(), piece.get(), 1, piece.get(), piece.getInt(), piece.getInt());
        sums.merge(key, count, LineCount::plus);
      }
    }
    return sums;
  }
}
