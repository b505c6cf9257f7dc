package dev.docent.serving.prediction;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs as the model's three inputs, each int32 [batch, sequence], and back. Shorter pairs are
 * padded with zeros, and the mask is 1 where there is no padding.
 */
final class PairTensors {
  static final String INPUT_IDS = "input_ids";
  static final String INPUT_MASK = "input_mask";
  static final String SEGMENT_IDS = "segment_ids";

  /** In the order in which they are documented. */
  static final List<String> INPUTS = List.of(INPUT_IDS, INPUT_MASK, SEGMENT_IDS);

  private PairTensors() {}

  /** The inputs by name; as wide as the longest pair. */
  static Map<String, TensorProto> of(List<Pair> pairs) {
    return of(pairs, 0);
  }

  /** The inputs by name; as wide as the longest pair, or wider. */
  static Map<String, TensorProto> of(List<Pair> pairs, int leastWidth) {
    int width = Math.max(leastWidth, pairs.stream().mapToInt(Pair::length).max().orElse(0));
    int[] ids = new int[pairs.size() * width];
    int[] mask = new int[ids.length];
    int[] segments = new int[ids.length];
    for (int row = 0; row < pairs.size(); row++) {
      Pair pair = pairs.get(row);
      int start = row * width;
      System.arraycopy(pair.inputIds(), 0, ids, start, pair.length());
      System.arraycopy(pair.segmentIds(), 0, segments, start, pair.length());
      Arrays.fill(mask, start, start + pair.length(), 1);
    }
    Map<String, TensorProto> inputs = new LinkedHashMap<>();
    inputs.put(INPUT_IDS, Tensors.ofInts(ids, pairs.size(), width));
    inputs.put(INPUT_MASK, Tensors.ofInts(mask, pairs.size(), width));
    inputs.put(SEGMENT_IDS, Tensors.ofInts(segments, pairs.size(), width));
    return inputs;
  }

  /**
   * The pairs in the inputs of a request.
   *
   * @param maxPairs how many pairs a request may have
   * @param maxLength how long a pair may be
   * @param vocabularySize ids must be below it
   * @throws IllegalArgumentException naming the input and what is wrong with it
   */
  static List<Pair> read(
      Map<String, TensorProto> inputs, int maxPairs, int maxLength, int vocabularySize) {
    if (!inputs.keySet().equals(java.util.Set.copyOf(INPUTS))) {
      throw new IllegalArgumentException(
          "the inputs are %s; they must be %s"
              .formatted(inputs.keySet().stream().sorted().toList(), INPUTS));
    }
    long[] shape = shape(inputs, maxPairs, maxLength);
    int rows = (int) shape[0];
    int width = (int) shape[1];
    int[] ids = values(inputs, INPUT_IDS, vocabularySize, (long) rows * width);
    int[] mask = values(inputs, INPUT_MASK, 2, (long) rows * width);
    int[] segments = values(inputs, SEGMENT_IDS, 2, (long) rows * width);
    List<Pair> pairs = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      int start = row * width;
      int end = start + length(mask, row, width);
      pairs.add(
          new Pair(Arrays.copyOfRange(ids, start, end), Arrays.copyOfRange(segments, start, end)));
    }
    return pairs;
  }

  private static long[] shape(Map<String, TensorProto> inputs, int maxPairs, int maxLength) {
    long[] shape = Tensors.sizes(inputs.get(INPUT_IDS));
    if (shape.length != 2
        || shape[0] < 1
        || shape[0] > maxPairs
        || shape[1] < 1
        || shape[1] > maxLength) {
      throw new IllegalArgumentException(
          "%s has the shape %s; it must be [batch, sequence] with 1 to %d and 1 to %d"
              .formatted(INPUT_IDS, Arrays.toString(shape), maxPairs, maxLength));
    }
    for (String name : INPUTS) {
      if (!Arrays.equals(shape, Tensors.sizes(inputs.get(name)))) {
        throw new IllegalArgumentException(
            "%s has the shape %s, but %s %s"
                .formatted(
                    name,
                    Arrays.toString(Tensors.sizes(inputs.get(name))),
                    INPUT_IDS,
                    Arrays.toString(shape)));
      }
    }
    return shape;
  }

  private static int[] values(
      Map<String, TensorProto> inputs, String name, int limit, long maxValues) {
    int[] values;
    try {
      values = Tensors.ints(inputs.get(name), maxValues);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " " + e.getMessage(), e);
    }
    for (int value : values) {
      if (value < 0 || value >= limit) {
        throw new IllegalArgumentException(
            "%s has the value %d; it must be 0 to %d".formatted(name, value, limit - 1));
      }
    }
    return values;
  }

  private static int length(int[] mask, int row, int width) {
    int start = row * width;
    int length = 0;
    while (length < width && mask[start + length] == 1) {
      length++;
    }
    for (int i = length; i < width; i++) {
      if (mask[start + i] == 1) {
        throw new IllegalArgumentException(
            "%s has a 1 after a 0 in row %d; padding must come last".formatted(INPUT_MASK, row));
      }
    }
    if (length == 0) {
      throw new IllegalArgumentException("%s is all 0 in row %d".formatted(INPUT_MASK, row));
    }
    return length;
  }
}
