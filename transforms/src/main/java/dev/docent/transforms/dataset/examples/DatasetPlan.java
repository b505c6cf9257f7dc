package dev.docent.transforms.dataset.examples;

import dev.docent.records.config.DatasetConfig;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import dev.docent.transforms.dataset.DocumentSplit;
import java.io.Serializable;
import java.util.function.ToIntFunction;

/**
 * What every worker needs to know to build its part of the data set. Sent as plain values: a worker
 * reads the vocabulary and the corpora itself.
 *
 * @param base the model whose vocabulary counts pieces
 */
public record DatasetPlan(
    String base,
    int maxQueries,
    double wikipediaShare,
    int negatives,
    double hardShare,
    double titleDropout,
    int sequenceLength,
    double validationShare,
    double testShare,
    long seed)
    implements Serializable {

  public static DatasetPlan of(DatasetConfig config) {
    return new DatasetPlan(
        config.base(),
        config.maxQueries(),
        config.wikipediaShare(),
        config.negatives(),
        config.hardShare(),
        config.titleDropout(),
        config.sequenceLength(),
        config.validationShare(),
        config.testShare(),
        config.seed());
  }

  public DocumentSplit split() {
    return new DocumentSplit(seed, testShare, validationShare);
  }

  QuerySelection selection() {
    return new QuerySelection(maxQueries, wikipediaShare, validationShare, testShare, seed);
  }

  int pieceBudget() {
    return PieceBudget.of(sequenceLength);
  }

  ToIntFunction<String> pieceCount() {
    WordPiece wordPiece = new WordPiece(Vocabulary.ofBase(base));
    return text -> wordPiece.encode(text).length;
  }
}
