package dev.docent.serving.ranking;

import dev.docent.records.text.PairEncoder;
import java.util.List;

/** A cross-encoder, wherever it runs: in this process, or behind a prediction server. */
@FunctionalInterface
public interface PairModel {
  /**
   * Scores pairs of a query and a passage.
   *
   * @return one score a pair, in their order
   * @throws ScoringException if the model can't be asked, or gives no proper answer in time
   */
  float[] score(List<PairEncoder.Pair> pairs) throws ScoringException;

  /**
   * Scores as many of the first pairs as can be by a deadline.
   *
   * @return scores of the first pairs, in their order; of 1 or more unless there are no pairs
   * @throws ScoringException if the model can't be asked, or has no score in time
   */
  default float[] scoreBy(List<PairEncoder.Pair> pairs, Deadline deadline) throws ScoringException {
    float[] scores = score(pairs);
    if (scores.length != pairs.size()) {
      throw new ScoringException(
          "the model gave %d scores for %d pairs".formatted(scores.length, pairs.size()));
    }
    return scores;
  }
}
