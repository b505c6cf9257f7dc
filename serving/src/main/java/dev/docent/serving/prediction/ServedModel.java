package dev.docent.serving.prediction;

import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.TextModel;
import org.jspecify.annotations.Nullable;

/**
 * A model that is loaded and may be asked.
 *
 * @param sequenceLength the longest pair it takes
 * @param vocabularySize ids of pieces are below it
 * @param encoder its sentence encoder; null where it has none
 */
public record ServedModel(
    String name,
    long version,
    int sequenceLength,
    int vocabularySize,
    PairModel scorer,
    @Nullable TextModel encoder) {
  /** A model without a sentence encoder. */
  public ServedModel(
      String name, long version, int sequenceLength, int vocabularySize, PairModel scorer) {
    this(name, version, sequenceLength, vocabularySize, scorer, null);
  }
}
