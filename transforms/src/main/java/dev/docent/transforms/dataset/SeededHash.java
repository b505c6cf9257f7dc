package dev.docent.transforms.dataset;

import dev.docent.records.workspace.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.SplittableRandom;

/**
 * Chance that depends on a seed and on names alone, so that a choice is the same on every machine,
 * in any order and with any parallelism. The first 64 bits of SHA-256.
 */
public final class SeededHash {
  private SeededHash() {}

  public static long of(long seed, String... names) {
    MessageDigest digest = Hashes.sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      // The length in front keeps ("ab", "c") and ("a", "bc") apart.
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      digest.update(bytes);
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  /** A number from 0 to below 1. */
  public static double unit(long seed, String... names) {
    return (of(seed, names) >>> 11) * 0x1p-53;
  }

  /** A generator of its own for one thing to be decided. */
  public static SplittableRandom random(long seed, String... names) {
    return new SplittableRandom(of(seed, names));
  }
}
