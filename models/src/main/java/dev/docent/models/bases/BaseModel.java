package dev.docent.models.bases;

import dev.docent.records.UserException;
import dev.docent.records.text.Vocabulary;

/**
 * A base with all that is needed to train it.
 *
 * @param weights read when they are asked for
 * @param vocabulary of its tokenizer, which is BERT's uncased WordPiece
 */
public record BaseModel(Base base, Weights weights, Vocabulary vocabulary) {
  public BaseModel {
    if (vocabulary.size() > base.vocabularySize()) {
      throw new UserException(
          "the tokenizer of '%s' has %d pieces, its network %d"
              .formatted(base.name(), vocabulary.size(), base.vocabularySize()));
    }
  }
}
