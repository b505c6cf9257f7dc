package dev.docent.serving.prediction;

import dev.docent.serving.prediction.proto.PredictResponse;
import dev.docent.serving.prediction.proto.TensorProto;
import java.util.Arrays;

/** Reads what a prediction server answered: exactly what was asked for, or nothing. */
final class PredictedValues {
  /** The widest vector that is taken for one. */
  private static final int MAX_VECTOR = 4096;

  private PredictedValues() {}

  /**
   * A vector a text.
   *
   * @throws IllegalArgumentException if they aren't
   */
  static float[][] vectors(PredictResponse response, int texts) {
    TensorProto tensor = response.getOutputsMap().get(ModelLookup.EMBEDDING);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "there is no output '%s'".formatted(ModelLookup.EMBEDDING));
    }
    long[] shape = Tensors.sizes(tensor);
    if (shape.length != 2 || shape[0] != texts || shape[1] < 1 || shape[1] > MAX_VECTOR) {
      throw new IllegalArgumentException(
          "the vectors have the shape %s for %d texts".formatted(Arrays.toString(shape), texts));
    }
    int size = (int) shape[1];
    float[] values = Tensors.floats(tensor, (long) texts * size);
    float[][] vectors = new float[texts][];
    for (int i = 0; i < texts; i++) {
      vectors[i] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
    }
    return vectors;
  }

  /**
   * A score a pair; TF-Serving may give [batch] or [batch, 1].
   *
   * @throws IllegalArgumentException if they aren't, or one isn't finite
   */
  static float[] scores(PredictResponse response, int pairs) {
    TensorProto tensor = response.getOutputsMap().get(ModelLookup.SCORE);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no output '%s'".formatted(ModelLookup.SCORE));
    }
    float[] scores = Tensors.floats(tensor, pairs);
    if (scores.length != pairs) {
      throw new IllegalArgumentException(
          "there are %d scores for %d pairs".formatted(scores.length, pairs));
    }
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        throw new IllegalArgumentException("there is a score of " + score);
      }
    }
    return scores;
  }
}
