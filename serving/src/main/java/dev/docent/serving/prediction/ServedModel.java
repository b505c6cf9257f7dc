package dev.docent.serving.prediction;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.TextModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that is loaded and may be asked.
 *
 * @param sequenceLength the longest pair it takes
 * @param vocabularySize ids of pieces are below it
 * @param encoder its sentence encoder; null where it has none
 * @param warmUp requests that it answers before it takes others'
 * @param resource what is closed when it is served no longer
 */
public record ServedModel(
    String name,
    long version,
    int sequenceLength,
    int vocabularySize,
    PairModel scorer,
    @Nullable TextModel encoder,
    List<List<Pair>> warmUp,
    AutoCloseable resource) {
  public ServedModel {
    warmUp = List.copyOf(warmUp);
  }

  /** A model that needs no warm-up, and that its owner closes. */
  public ServedModel(
      String name,
      long version,
      int sequenceLength,
      int vocabularySize,
      PairModel scorer,
      @Nullable TextModel encoder) {
    this(name, version, sequenceLength, vocabularySize, scorer, encoder, List.of(), () -> {});
  }

  /** The same without a sentence encoder. */
  public ServedModel(
      String name, long version, int sequenceLength, int vocabularySize, PairModel scorer) {
    this(name, version, sequenceLength, vocabularySize, scorer, null);
  }
}
