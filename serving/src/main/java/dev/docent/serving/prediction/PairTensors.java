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
    PaddedRows padded = PaddedRows.of(inputs, INPUTS, maxPairs, maxLength);
    int rows = padded.rows();
    int width = padded.width();
    int[] ids = padded.values(INPUT_IDS, vocabularySize);
    int[] mask = padded.values(INPUT_MASK, 2);
    int[] segments = padded.values(SEGMENT_IDS, 2);
    List<Pair> pairs = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      int start = row * width;
      int end = start + padded.length(INPUT_MASK, mask, row);
      pairs.add(
          new Pair(Arrays.copyOfRange(ids, start, end), Arrays.copyOfRange(segments, start, end)));
    }
    return pairs;
  }
}
