package dev.docent.serving.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.TensorProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairTensorsTest {
  private static final Pair SHORT = new Pair(new int[] {2, 5, 3}, new int[] {0, 0, 1});
  private static final Pair LONG = new Pair(new int[] {2, 5, 3, 6, 3}, new int[] {0, 0, 0, 1, 1});

  private static List<Pair> read(Map<String, TensorProto> inputs) {
    return PairTensors.read(inputs, 10, 8, 10);
  }

  private static void assertRefused(String name, TensorProto tensor, String expected) {
    Map<String, TensorProto> inputs = new LinkedHashMap<>(PairTensors.of(List.of(SHORT, LONG)));
    inputs.put(name, tensor);
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> read(inputs));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  @Test
  void padsToTheLongest() {
    Map<String, TensorProto> inputs = PairTensors.of(List.of(SHORT, LONG));
    assertArrayEquals(
        new int[] {2, 5, 3, 0, 0, 2, 5, 3, 6, 3}, Tensors.ints(inputs.get("input_ids"), 99));
    assertArrayEquals(
        new int[] {1, 1, 1, 0, 0, 1, 1, 1, 1, 1}, Tensors.ints(inputs.get("input_mask"), 99));
    assertArrayEquals(
        new int[] {0, 0, 1, 0, 0, 0, 0, 0, 1, 1}, Tensors.ints(inputs.get("segment_ids"), 99));
  }

  @Test
  void givesRandomPairsBack() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      List<Pair> pairs = new ArrayList<>();
      for (int i = 1 + random.nextInt(9); i > 0; i--) {
        int length = 1 + random.nextInt(8);
        pairs.add(
            new Pair(random.ints(length, 0, 10).toArray(), random.ints(length, 0, 2).toArray()));
      }
      List<Pair> back = read(PairTensors.of(pairs));
      for (int i = 0; i < pairs.size(); i++) {
        assertArrayEquals(pairs.get(i).inputIds(), back.get(i).inputIds(), "seed " + seed);
        assertArrayEquals(pairs.get(i).segmentIds(), back.get(i).segmentIds(), "seed " + seed);
      }
      assertEquals(pairs.size(), back.size());
    }
  }

  @Test
  void namesTheInputThatIsWrong() {
    assertRefused("input_ids", Tensors.ofInts(new int[10], 1, 10), "must be [batch, sequence]");
    assertRefused("input_ids", Tensors.ofInts(new int[11], 11, 1), "must be [batch, sequence]");
    assertRefused("input_ids", Tensors.ofInts(new int[0], 0, 5), "must be [batch, sequence]");
    assertRefused("input_ids", Tensors.ofFloats(new float[10]), "must be [batch, sequence]");
    assertRefused("segment_ids", Tensors.ofInts(new int[5], 1, 5), "segment_ids has the shape");
    assertRefused("other", Tensors.ofInts(new int[10], 2, 5), "the inputs are");
    assertRefused(
        "input_ids",
        Tensors.ofInts(new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 10}, 2, 5),
        "input_ids has the value 10; it must be 0 to 9");
    assertRefused(
        "segment_ids",
        Tensors.ofInts(new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 2}, 2, 5),
        "segment_ids has the value 2");
    assertRefused(
        "input_mask",
        Tensors.ofInts(new int[] {1, 0, 1, 0, 0, 1, 1, 1, 1, 1}, 2, 5),
        "1 after a 0 in row 0");
    assertRefused(
        "input_mask",
        Tensors.ofInts(new int[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 2, 5),
        "all 0 in row 1");
  }

  @Test
  void namesMissingInputs() {
    Map<String, TensorProto> inputs = new LinkedHashMap<>(PairTensors.of(List.of(SHORT)));
    inputs.remove("input_mask");
    assertThrows(IllegalArgumentException.class, () -> read(inputs));
  }
}
