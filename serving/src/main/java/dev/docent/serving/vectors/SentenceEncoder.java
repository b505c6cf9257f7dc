package dev.docent.serving.vectors;

import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.text.TextEncoder;
import dev.docent.records.text.WordPiece;
import dev.docent.serving.ranking.TextModel;
import java.util.Optional;

/**
 * A sentence encoder.
 *
 * @param encoder turns text into what the model reads
 * @param model gives the vectors, wherever it runs
 */
public record SentenceEncoder(TextEncoder encoder, TextModel model) {
  /** The one in a loaded model; empty where it has none. */
  public static Optional<SentenceEncoder> of(SavedModel loaded) {
    return loaded.embeds()
        ? Optional.of(
            new SentenceEncoder(
                new TextEncoder(new WordPiece(loaded.vocabulary()), loaded.sequenceLength()),
                loaded::embed))
        : Optional.empty();
  }
}
