package dev.docent.transforms.wikipedia.bzip2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

/** Compares the decoder with that of commons-compress, on what its compressor writes. */
class Bzip2InputStreamTest {
  private static final long SEED = Long.getLong("docent.test.seed", System.nanoTime());

  @Test
  void decodesWhatCommonsCompressDecodesAtEveryLevel() throws Exception {
    Random random = new Random(SEED);
    for (int level = 1; level <= 9; level++) {
      for (int round = 0; round < 6; round++) {
        byte[] data = data(random, round, random.nextInt(40_000));
        assertSame(data, compress(data, level), "level " + level + ", round " + round);
      }
    }
  }

  @Test
  void decodesSeveralBlocks() throws Exception {
    Random random = new Random(SEED);
    for (int kind = 0; kind < 6; kind++) {
      byte[] data = data(random, kind, 350_000);
      assertSame(data, compress(data, 1), "kind " + kind);
    }
  }

  @Test
  void decodesABlockOfMorePairsThanHaveCodes() throws Exception {
    Random random = new Random(SEED);
    byte[] data = new byte[300_001];
    fill(data, i -> random.nextInt(100));
    assertSame(data, compress(data, 9), "10,000 pairs of some thirty places");
  }

  @Test
  void decodesRunsOfEveryLength() throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int length = 1; length < 600; length++) {
      all.writeBytes(new byte[length]);
      all.write('x');
    }
    all.writeBytes(new byte[2_000_000]);
    assertSame(all.toByteArray(), compress(all.toByteArray(), 9), "runs");
  }

  @Test
  void decodesAnEmptyStreamAndNothing() throws Exception {
    assertSame(new byte[0], compress(new byte[0], 5), "empty stream");
    assertEquals(-1, new Bzip2InputStream(new ByteArrayInputStream(new byte[0])).read());
  }

  @Test
  void readersTakeOverWhatClosedOnesLeftAndShareNothing() throws Exception {
    Random random = new Random(SEED);
    byte[] one = data(random, 5, 250_000);
    byte[] other = data(random, 3, 250_000);
    try (Bzip2InputStream closed =
        new Bzip2InputStream(new ByteArrayInputStream(compress(one, 1)))) {
      assertEquals(one[0], (byte) closed.read());
      closed.close();
      closed.close();
      assertThrows(IOException.class, closed::read);
    }
    try (Bzip2InputStream a = new Bzip2InputStream(new ByteArrayInputStream(compress(one, 1)));
        Bzip2InputStream b = new Bzip2InputStream(new ByteArrayInputStream(compress(other, 1)))) {
      for (int i = 0; i < one.length; i++) {
        assertEquals(one[i], (byte) a.read(), "seed " + SEED);
        assertEquals(other[i], (byte) b.read(), "seed " + SEED);
      }
    }
  }

  @Test
  void decodesStreamsOneAfterAnother() throws Exception {
    Random random = new Random(SEED);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      byte[] part = data(random, i % 6, random.nextInt(5000) * (i % 3));
      data.writeBytes(part);
      file.writeBytes(compress(part, 1 + i % 9));
    }
    assertSame(data.toByteArray(), file.toByteArray(), "streams");
  }

  @Test
  void noticesAByteThatChangesTheData() throws Exception {
    Random random = new Random(SEED);
    byte[] data = data(random, 3, 3000);
    byte[] file = compress(data, 1);
    int unnoticed = 0;
    for (int at = 0; at < file.length; at++) {
      byte[] changed = file.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      if (changed[at] >= '1' && changed[at] <= '9' && at == 3) {
        // The level only says how much memory to take.
        continue;
      }
      int place = at;
      try {
        byte[] read = new Bzip2InputStream(new ByteArrayInputStream(changed)).readAllBytes();
        // Bits that say nothing may change: padding, the length of a code that isn't used.
        assertArrayEquals(
            data, read, () -> "seed %d, byte %d of %d".formatted(SEED, place, file.length));
        unnoticed++;
      } catch (DamageException e) {
        assertTrue(e.fileOffset() <= file.length);
      }
    }
    assertTrue(unnoticed < file.length / 20, unnoticed + " changes were not noticed");
  }

  @Test
  void readsOnAfterADamagedBlock() throws Exception {
    Random random = new Random(SEED);
    byte[] data = data(random, 0, 700_000);
    byte[] file = compress(data, 1);
    // Level 1 has blocks of at most 100,000 bytes; random bytes are as long in the file.
    file[250_000] ^= 4;
    Bzip2InputStream in = new Bzip2InputStream(new ByteArrayInputStream(file));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    DamageException damage = assertThrows(DamageException.class, () -> drain(in, read));
    int before = read.size();
    assertArrayEquals(Arrays.copyOf(data, before), read.toByteArray());
    assertTrue(damage.fileOffset() <= 250_000 && damage.fileOffset() > 100_000);
    drain(in, read);
    byte[] after = Arrays.copyOfRange(read.toByteArray(), before, read.size());
    assertArrayEquals(Arrays.copyOfRange(data, data.length - after.length, data.length), after);
    int lost = data.length - read.size();
    assertTrue(lost > 50_000 && lost < 101_000, "lost " + lost);
  }

  @Test
  void tellsOneChangedByteOnceWhereverItIs() throws Exception {
    Random random = new Random(SEED);
    ByteArrayOutputStream three = new ByteArrayOutputStream();
    for (int stream = 0; stream < 3; stream++) {
      // Level 1: three blocks each.
      three.writeBytes(compress(data(random, 2, 250_000), 1));
    }
    byte[] whole = three.toByteArray();
    for (int at = 0; at < whole.length; at += 1 + random.nextInt(whole.length / 400)) {
      byte[] file = whole.clone();
      file[at] ^= (byte) (1 << random.nextInt(8));
      Bzip2InputStream in = new Bzip2InputStream(new ByteArrayInputStream(file));
      List<String> told = new ArrayList<>();
      for (boolean more = true; more; ) {
        try {
          drain(in, new ByteArrayOutputStream());
          more = false;
        } catch (DamageException e) {
          told.add(String.valueOf(e.getMessage()));
        }
      }
      String where = "seed %d, byte %d of %d: %s".formatted(SEED, at, whole.length, told);
      assertTrue(told.size() <= 1, where);
    }
  }

  @Test
  void givesWholeBlocksOfACutOffFile() throws Exception {
    byte[] data = data(new Random(SEED), 0, 500_000);
    byte[] file = compress(data, 1);
    Bzip2InputStream in =
        new Bzip2InputStream(new ByteArrayInputStream(Arrays.copyOf(file, file.length / 2)));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    DamageException damage = assertThrows(DamageException.class, () -> drain(in, read));
    assertTrue(String.valueOf(damage.getMessage()).contains("the file ends"), damage::getMessage);
    assertTrue(read.size() > 100_000 && read.size() < 260_000, "read " + read.size());
    assertArrayEquals(Arrays.copyOf(data, read.size()), read.toByteArray());
    assertEquals(-1, in.read());
  }

  @Test
  void sharesAFileAmongReadersAtAnyOffsets() throws Exception {
    Random random = new Random(SEED);
    byte[] data = data(random, 2, 900_000);
    byte[] file = compress(data, 1);
    for (int round = 0; round < 10; round++) {
      int[] cuts = random.ints(3, 1, file.length).sorted().toArray();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      int start = 0;
      for (int i = 0; i <= cuts.length; i++) {
        int stop = i < cuts.length ? cuts[i] : file.length;
        all.writeBytes(owned(file, start, stop));
        start = stop;
      }
      assertArrayEquals(
          data, all.toByteArray(), () -> "seed " + SEED + ", cuts " + Arrays.toString(cuts));
    }
  }

  private static byte[] owned(byte[] file, int start, int stop) throws IOException {
    Bzip2InputStream in =
        new Bzip2InputStream(
            new ByteArrayInputStream(file, start, file.length - start), start, stop);
    byte[] read = in.readAllBytes();
    return Arrays.copyOf(read, (int) Math.min(read.length, in.limit()));
  }

  private static void drain(Bzip2InputStream in, ByteArrayOutputStream out) throws IOException {
    byte[] buffer = new byte[7000];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
  }

  private static void assertSame(byte[] data, byte[] file, String what) throws IOException {
    byte[] theirs =
        new BZip2CompressorInputStream(new ByteArrayInputStream(file), true).readAllBytes();
    assertArrayEquals(data, theirs);
    byte[] ours = new Bzip2InputStream(new ByteArrayInputStream(file)).readAllBytes();
    assertArrayEquals(theirs, ours, () -> what + ", seed " + SEED);
  }

  /** Noise, few symbols, words, runs, one symbol, or a skewed alphabet with long codes. */
  private static byte[] data(Random random, int kind, int size) {
    byte[] data = new byte[size];
    switch (kind) {
      case 0 -> random.nextBytes(data);
      case 1 -> fill(data, i -> random.nextInt(3));
      case 2 -> fill(data, i -> "the quick brown fox ".charAt((i + i / 97 * 7) % 20));
      case 3 -> fill(data, i -> random.nextInt(40) < 39 && i > 0 ? data[i - 1] : random.nextInt());
      case 4 -> Arrays.fill(data, (byte) random.nextInt());
      default -> fill(data, i -> Integer.numberOfTrailingZeros(random.nextInt() | 1 << 30));
    }
    return data;
  }

  private static void fill(byte[] data, java.util.function.IntUnaryOperator of) {
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) of.applyAsInt(i);
    }
  }

  private static byte[] compress(byte[] data, int level) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, level)) {
      bzip2.write(data);
    }
    return out.toByteArray();
  }
}
