package dev.docent.serving.prediction;

import java.util.concurrent.TimeUnit;

/**
 * How fast a model computes, by its last batches: what is some seconds old hardly counts. So after
 * a flood, in which all else that the machine did made it slow, the first calm batches tell what it
 * can do. Not safe for use by several threads.
 */
final class Speed {
  /** After such a time a batch counts for a third of a new one. */
  private static final double REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Nothing is known from so long ago. */
  private static final long FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** What the batches took, and how many pieces they had: small ones tell little. */
  private double nanos;

  private double pieces;
  private long at;

  /**
   * Learns of a batch.
   *
   * @param now by {@link System#nanoTime()}, after it
   */
  void learn(long took, long ofPieces, long now) {
    double still = pieces == 0 ? 0 : Math.exp(-Math.max(0, now - at) / REMEMBERED_NANOS);
    nanos = still * nanos + took;
    pieces = still * pieces + ofPieces;
    at = now;
  }

  /** What a word piece takes; 0 where that isn't known. */
  double nanosPerPiece(long now) {
    return pieces == 0 || now - at > FORGOTTEN_NANOS ? 0 : nanos / pieces;
  }
}
