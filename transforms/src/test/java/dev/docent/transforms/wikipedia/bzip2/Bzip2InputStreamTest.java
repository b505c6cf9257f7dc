package dev.docent.transforms.wikipedia.bzip2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

/** Against the compressor of commons-compress, on seeded random data. */
class Bzip2InputStreamTest {
  private final long seed = Long.getLong("docent.test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void decodesWhatAnotherCompressorWrites() throws Exception {
    for (int round = 0; round < 60; round++) {
      byte[] data = data(random.nextInt(4), random.nextInt(round % 10 == 0 ? 400_000 : 4000));
      int level = 1 + random.nextInt(9);
      assertArrayEquals(data, decode(encode(data, level)), "-Ddocent.test.seed=%d".formatted(seed));
    }
  }

  @Test
  void decodesConcatenatedAndEmptyStreams() throws Exception {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int i = 0; i < 11; i++) {
      byte[] data = data(i % 4, i % 3 == 0 ? 0 : random.nextInt(3000));
      plain.write(data);
      packed.write(encode(data, 1 + i % 9));
    }
    assertArrayEquals(
        plain.toByteArray(), decode(packed.toByteArray()), "-Ddocent.test.seed=%d".formatted(seed));
    assertArrayEquals(new byte[0], decode(new byte[0]));
  }

  @Test
  void decodesLongRuns() throws Exception {
    for (int length : new int[] {3, 4, 5, 258, 259, 260, 255 * 4, 1_000_000}) {
      byte[] data = new byte[length];
      java.util.Arrays.fill(data, (byte) -1);
      assertArrayEquals(data, decode(encode(data, 9)), "run of " + length);
    }
  }

  @Test
  void noticesEveryFlippedBitThatBearsOnTheData() throws Exception {
    byte[] data = data(1, 300);
    byte[] packed = encode(data, 1);
    int noticed = 0;
    for (int bit = 0; bit < packed.length * 8; bit++) {
      byte[] flipped = packed.clone();
      flipped[bit / 8] ^= (byte) (0x80 >>> bit % 8);
      // Some bits don't matter: the level, the padding, the codes of symbols that aren't used.
      try {
        assertArrayEquals(data, decode(flipped), "bit " + bit);
      } catch (IOException e) {
        noticed++;
      }
    }
    assertTrue(noticed > packed.length * 7, noticed + " of " + packed.length * 8);
  }

  @Test
  void noticesEveryCut() throws Exception {
    byte[] packed = encode(data(1, 300), 1);
    for (int length = 1; length < packed.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(packed, length);
      assertThrows(IOException.class, () -> decode(cut), "cut after " + length);
    }
  }

  private byte[] data(int kind, int length) {
    byte[] data = new byte[length];
    int i = 0;
    while (i < length) {
      int run = kind == 0 ? 1 + random.nextInt(700) : 1;
      byte b =
          (byte)
              (switch (kind) {
                case 0, 1 -> 'a' + (int) Math.abs(random.nextGaussian() * 4);
                case 2 -> random.nextInt(256);
                default -> random.nextInt(2) - 1;
              });
      for (int r = 0; r < run && i < length; r++) {
        data[i++] = b;
      }
    }
    return data;
  }

  private static byte[] encode(byte[] data, int level) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var out = new BZip2CompressorOutputStream(packed, level)) {
      out.write(data);
    }
    return packed.toByteArray();
  }

  private static byte[] decode(byte[] packed) throws IOException {
    try (var in = new Bzip2InputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
