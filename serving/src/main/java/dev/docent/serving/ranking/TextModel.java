package dev.docent.serving.ranking;

import java.util.List;

/** A sentence encoder, wherever it runs. */
@FunctionalInterface
public interface TextModel {
  /**
   * The vectors of texts, each of length 1.
   *
   * @param texts ids of pieces, as {@link dev.docent.records.text.TextEncoder} packs them
   * @return a vector a text, in their order
   * @throws ScoringException if the model can't be asked, or gives no proper answer in time
   */
  float[][] embed(List<int[]> texts) throws ScoringException;

  /**
   * The vectors of texts by a deadline.
   *
   * @throws ScoringException if the model can't be asked, or gives no proper answer in time
   */
  default float[][] embedBy(List<int[]> texts, Deadline deadline) throws ScoringException {
    return embed(texts);
  }
}
