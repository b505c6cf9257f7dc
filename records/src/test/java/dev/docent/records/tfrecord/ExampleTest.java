package dev.docent.records.tfrecord;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {
  /**
   * Worked out by hand from the wire format, field by field:
   *
   * <pre>
   * 0a 1f                          Example.features, 31 bytes
   *   0a 0c                        an entry, 12 bytes
   *     0a 01 61                   key 'a'
   *     12 07                      value: Feature
   *       1a 05 0a 03 01 ac 02     int64_list, value packed: 1, 300
   *   0a 0f                        an entry, 15 bytes
   *     0a 03 6c c3 a9             key 'lé'
   *     12 08                      value: Feature
   *       12 06 0a 04 00 00 80 3f  float_list, value packed: 1.0
   * </pre>
   */
  private static final String GOLDEN =
      "0a1f" + "0a0c0a016112071a050a0301ac02" + "0a0f0a036cc3a9120812060a040000803f";

  @TempDir Path folder;

  @Test
  void writesTheWireFormat() {
    Example example = Example.builder().floats("lé", 1f).int64s("a", 1, 300).build();
    assertEquals(GOLDEN, HexFormat.of().formatHex(example.toByteArray()));
  }

  @Test
  void readsTheWireFormat() throws IOException {
    Example example = Example.parse(HexFormat.of().parseHex(GOLDEN));
    assertEquals(Set.of("a", "lé"), example.names());
    assertArrayEquals(new long[] {1, 300}, example.int64s("a"));
    assertArrayEquals(new float[] {1f}, example.floats("lé"));
  }

  @Test
  void readsNumbersThatAreNotPacked() throws IOException {
    // int64_list { value: 7 value: 8 }, each with a tag of its own
    byte[] bytes = HexFormat.of().parseHex("0a0d0a0b0a016112061a0408070808");
    assertArrayEquals(new long[] {7, 8}, Example.parse(bytes).int64s("a"));
  }

  @Test
  void passesOverUnknownFields() throws IOException {
    byte[] bytes = HexFormat.of().parseHex("1005" + GOLDEN);
    assertArrayEquals(new int[] {1, 300}, Example.parse(bytes).ints("a"));
  }

  @Test
  void keepsEveryKindOfFeatureThroughAFile() throws IOException {
    long[] many = new long[1000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i * 1_000_003L - Integer.MAX_VALUE;
    }
    Example example =
        Example.builder()
            .int64s("many", many)
            .int64s("none")
            .ints("ints", new int[] {-1, Integer.MAX_VALUE})
            .floats("floats", Float.MIN_VALUE, -0f, Float.POSITIVE_INFINITY)
            .bytes("bytes", List.of(new byte[] {0, -1}, new byte[0]))
            .text("text", "größe 🙂")
            .build();
    Path file = folder.resolve("a/b.tfrecord");
    try (TfRecordWriter writer = TfRecordWriter.create(file)) {
      writer.write(example);
    }
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      Example read = java.util.Objects.requireNonNull(reader.nextExample());
      assertArrayEquals(many, read.int64s("many"));
      assertEquals(0, read.int64s("none").length);
      assertArrayEquals(new int[] {-1, Integer.MAX_VALUE}, read.ints("ints"));
      assertArrayEquals(
          new float[] {Float.MIN_VALUE, -0f, Float.POSITIVE_INFINITY}, read.floats("floats"));
      assertArrayEquals(new byte[] {0, -1}, read.bytes("bytes").get(0));
      assertEquals(2, read.bytes("bytes").size());
      assertEquals("größe 🙂", read.text("text"));
    }
  }

  @Test
  void namesTheFeatureThatIsMissing() {
    Example example = Example.builder().floats("label", 0f).build();
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> example.int64s("input_ids"));
    assertEquals("no feature 'input_ids' in the example; it has [label]", e.getMessage());
  }

  @Test
  void namesTheFeatureOfAnotherType() {
    Example example = Example.builder().floats("label", 0f).build();
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> example.int64s("label"));
    assertTrue(e.getMessage().contains("holds Floats, not Int64s"), e.getMessage());
  }

  @Test
  void isNotChangedByItsArrays() {
    float[] label = {1f};
    Example example = Example.builder().floats("label", label).build();
    label[0] = 5f;
    example.floats("label")[0] = 6f;
    assertArrayEquals(new float[] {1f}, example.floats("label"));
  }
}
