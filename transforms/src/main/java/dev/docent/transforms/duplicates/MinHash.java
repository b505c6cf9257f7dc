package dev.docent.transforms.duplicates;

import dev.docent.transforms.hashing.Hash64;
import java.util.Arrays;

/**
 * MinHash signatures of {@value #SIZE} values (Broder 1997), of which 16 bits each are kept (b-bit
 * minwise hashing, Li and König 2010), cut into bands for locality-sensitive hashing.
 */
final class MinHash {
  static final int SIZE = 128;

  /** Candidates at the threshold are found with at least this probability. */
  private static final double MIN_RECALL = 0.999;

  /** Shingles that are gone through together. */
  private static final int AT_ONCE = 4;

  private static final long SEED = 0x9e3779b97f4a7c15L;

  private static final int[] FACTORS = new int[SIZE];
  private static final int[] SALTS = new int[SIZE];

  static {
    for (int i = 0; i < SIZE; i++) {
      FACTORS[i] = (int) Hash64.mix(SEED * (2L * i + 1)) | 1;
      SALTS[i] = (int) Hash64.mix(SEED + i);
    }
  }

  private MinHash() {}

  /**
   * The signature of a set of hashes; two bytes a value.
   *
   * @param shingles well mixed hashes in any order, of which repeated ones count once
   */
  static byte[] signature(long[] shingles) {
    int[] least = new int[SIZE];
    Arrays.fill(least, Integer.MAX_VALUE);
    int last = shingles.length - 1;
    for (int i = 0; i <= last; i += AT_ONCE) {
      // Past the end the last one again, which lowers nothing more.
      lower(
          least,
          high(shingles[i]),
          high(shingles[Math.min(i + 1, last)]),
          high(shingles[Math.min(i + 2, last)]),
          high(shingles[Math.min(i + 3, last)]));
    }
    byte[] signature = new byte[2 * SIZE];
    for (int i = 0; i < SIZE; i++) {
      long mixed = Hash64.mix(least[i]);
      signature[2 * i] = (byte) mixed;
      signature[2 * i + 1] = (byte) (mixed >>> 8);
    }
    return signature;
  }

  private static int high(long shingle) {
    return (int) (shingle >>> Integer.SIZE);
  }

  /**
   * A plain loop over arrays of 32 bits, so that the JVM may work on them in vectors; of four at
   * once, so that each value is read and written a fourth as often.
   */
  private static void lower(int[] least, int a, int b, int c, int d) {
    for (int i = 0; i < SIZE; i++) {
      // One multiplication: its high bits, which decide, are even over hashes that are well mixed.
      int salt = SALTS[i];
      int factor = FACTORS[i];
      int ab = Math.min((a ^ salt) * factor, (b ^ salt) * factor);
      int cd = Math.min((c ^ salt) * factor, (d ^ salt) * factor);
      least[i] = Math.min(least[i], Math.min(ab, cd));
    }
  }

  /** The share of equal values: an estimate of the Jaccard similarity, of deviation up to 0.044. */
  static double similarity(byte[] a, byte[] b) {
    int equal = 0;
    for (int i = 0; i < 2 * SIZE; i += 2) {
      equal += a[i] == b[i] && a[i + 1] == b[i + 1] ? 1 : 0;
    }
    return (double) equal / SIZE;
  }

  /**
   * The number of values in a band: the largest power of two with which two articles at the
   * threshold share a band all but surely. They do with probability {@code 1 - (1 - s^rows)^bands}.
   */
  static int rows(double threshold) {
    int rows = SIZE;
    while (rows > 1
        && 1 - Math.pow(1 - Math.pow(threshold, rows), (double) SIZE / rows) < MIN_RECALL) {
      rows /= 2;
    }
    return rows;
  }

  /** One key a band: equal where the band's values and number are. */
  static long[] bands(byte[] signature, int rows) {
    long[] keys = new long[SIZE / rows];
    for (int band = 0; band < keys.length; band++) {
      long hash = band + 1;
      for (byte value : Arrays.copyOfRange(signature, 2 * rows * band, 2 * rows * (band + 1))) {
        hash = Hash64.mix(hash * 257 + value);
      }
      keys[band] = hash;
    }
    return keys;
  }
}
