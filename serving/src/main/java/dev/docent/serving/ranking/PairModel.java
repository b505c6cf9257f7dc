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
}
