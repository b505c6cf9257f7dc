package dev.docent.records.tfrecord;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfRecordTest {
  /**
   * The record 'foo' as TensorFlow writes it. Recipe: {@code with tf.io.TFRecordWriter('f') as w:
   * w.write(b'foo')}, then {@code base64 f}.
   */
  private static final String GOLDEN_FOO = "AwAAAAAAAACwmUkOZm9vYYq+/g==";

  @TempDir Path folder;

  @Test
  void writesTheBytesThatTensorFlowWrites() throws IOException {
    assertEquals(GOLDEN_FOO, Base64.getEncoder().encodeToString(file(bytes("foo"))));
  }

  @Test
  void readsTheBytesThatTensorFlowWrites() throws IOException {
    try (TfRecordReader reader = reader(Base64.getDecoder().decode(GOLDEN_FOO))) {
      assertArrayEquals(bytes("foo"), reader.next());
      assertNull(reader.next());
    }
  }

  /** CRC-32C of '123456789' is e3069283 (RFC 3720); the mask's rotation and sum done by hand. */
  @Test
  void masksTheChecksum() {
    assertEquals(0x2507_c60d + 0xa282_ead8, MaskedCrc.of(bytes("123456789")));
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    long seed = 20;
    Random random = new Random(seed);
    byte[][] records = new byte[50][];
    for (int i = 0; i < records.length; i++) {
      records[i] = new byte[i == 0 ? 0 : random.nextInt(200_000 / i)];
      random.nextBytes(records[i]);
    }
    try (TfRecordReader reader = reader(file(records))) {
      for (byte[] record : records) {
        assertArrayEquals(record, reader.next(), "seed " + seed);
      }
      assertNull(reader.next());
    }
  }

  @Test
  void noticesEveryFlippedBit() throws IOException {
    byte[] good = file(bytes("a query"), bytes("a passage"));
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      try (TfRecordReader reader = reader(bad)) {
        UserException e = assertThrows(UserException.class, () -> readAll(reader), "bit " + bit);
        assertTrue(e.getMessage().contains("'test.tfrecord'"), e.getMessage());
      }
    }
  }

  @Test
  void namesTheFileThatIsCutOff() throws IOException {
    byte[] good = file(bytes("a query"), bytes("a passage"));
    int first = 12 + 7 + 4;
    for (int length = first + 1; length < good.length; length++) {
      Path file = Files.write(folder.resolve("cut.tfrecord"), Arrays.copyOf(good, length));
      try (TfRecordReader reader = TfRecordReader.open(file)) {
        assertNotNull(reader.next());
        UserException e = assertThrows(UserException.class, reader::next);
        assertTrue(e.getMessage().startsWith("record 1 of '" + file + "' (at byte 23) is cut off"));
      }
    }
  }

  @Test
  void readsAnEmptyFileAsNoRecords() throws IOException {
    try (TfRecordReader reader = reader(new byte[0])) {
      assertNull(reader.next());
    }
  }

  @Test
  void namesTheFileThatIsNotThere() {
    Path file = folder.resolve("none.tfrecord");
    UserException e = assertThrows(UserException.class, () -> TfRecordReader.open(file));
    assertTrue(e.getMessage().contains(file.toString()));
  }

  @Test
  void refusesRecordsThatAreNoExamples() throws IOException {
    try (TfRecordReader reader = reader(file(new byte[] {10, 99, 1}))) {
      UserException e = assertThrows(UserException.class, reader::nextExample);
      assertTrue(e.getMessage().startsWith("record 0 of 'test.tfrecord' is no tf.train.Example"));
    }
  }

  private static void readAll(TfRecordReader reader) throws IOException {
    while (reader.next() != null) {
      // the checksums are what is tested
    }
  }

  private static TfRecordReader reader(byte[] bytes) {
    return TfRecordReader.of(new ByteArrayInputStream(bytes), "test.tfrecord");
  }

  private static byte[] file(byte[]... records) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TfRecordWriter writer = TfRecordWriter.to(out)) {
      for (byte[] record : records) {
        writer.write(record);
      }
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
