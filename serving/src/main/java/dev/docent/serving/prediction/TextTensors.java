package dev.docent.serving.prediction;

import dev.docent.serving.prediction.proto.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts as the sentence encoder's two inputs, each int32 [batch, sequence], and back. */
final class TextTensors {
  static final String IDS = "text_ids";
  static final String MASK = "text_mask";

  /** In the order in which they are documented. */
  static final List<String> INPUTS = List.of(IDS, MASK);

  private TextTensors() {}

  /** The inputs by name; as wide as the longest text, or wider. */
  static Map<String, TensorProto> of(List<int[]> texts, int leastWidth) {
    int width = Math.max(leastWidth, texts.stream().mapToInt(text -> text.length).max().orElse(0));
    int[] ids = new int[texts.size() * width];
    int[] mask = new int[ids.length];
    for (int row = 0; row < texts.size(); row++) {
      int[] text = texts.get(row);
      System.arraycopy(text, 0, ids, row * width, text.length);
      Arrays.fill(mask, row * width, row * width + text.length, 1);
    }
    Map<String, TensorProto> inputs = new LinkedHashMap<>();
    inputs.put(IDS, Tensors.ofInts(ids, texts.size(), width));
    inputs.put(MASK, Tensors.ofInts(mask, texts.size(), width));
    return inputs;
  }

  /**
   * The texts in the inputs of a request.
   *
   * @param maxTexts how many texts a request may have
   * @param maxLength how long a text may be
   * @param vocabularySize ids must be below it
   * @throws IllegalArgumentException naming the input and what is wrong with it
   */
  static List<int[]> read(
      Map<String, TensorProto> inputs, int maxTexts, int maxLength, int vocabularySize) {
    PaddedRows padded = PaddedRows.of(inputs, INPUTS, maxTexts, maxLength);
    int[] ids = padded.values(IDS, vocabularySize);
    int[] mask = padded.values(MASK, 2);
    List<int[]> texts = new ArrayList<>(padded.rows());
    for (int row = 0; row < padded.rows(); row++) {
      int start = row * padded.width();
      texts.add(Arrays.copyOfRange(ids, start, start + padded.length(MASK, mask, row)));
    }
    return texts;
  }
}
