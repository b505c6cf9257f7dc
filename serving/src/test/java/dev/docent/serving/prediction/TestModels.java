package dev.docent.serving.prediction;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.ranking.PairModel;
import java.util.List;

/** Models for tests. */
public final class TestModels {
  private TestModels() {}

  /** Scores a pair by the sum of its ids. */
  public static float[] sums(List<Pair> pairs) {
    float[] scores = new float[pairs.size()];
    for (int i = 0; i < scores.length; i++) {
      for (int id : pairs.get(i).inputIds()) {
        scores[i] += id;
      }
    }
    return scores;
  }

  /** A served model named 'docent', version 3, with 100 pieces and sequences of 16. */
  public static ServedModel served(PairModel scorer) {
    return new ServedModel("docent", 3, 16, 100, scorer);
  }
}
