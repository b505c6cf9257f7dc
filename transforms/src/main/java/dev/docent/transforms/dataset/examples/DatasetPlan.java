package dev.docent.transforms.dataset.examples;

import dev.docent.records.config.DatasetConfig;
import dev.docent.records.config.QueryKindWeights;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import dev.docent.transforms.dataset.DocumentSplit;
import dev.docent.transforms.dataset.negatives.NegativePlan;
import dev.docent.transforms.dataset.queries.QueryKind;
import dev.docent.transforms.dataset.queries.QueryWriter;
import dev.docent.transforms.dataset.queries.SectionTexts;
import dev.docent.transforms.dataset.queries.TermStatistics;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every worker needs to know to build its part of the data set. Sent as plain values: a worker
 * reads the vocabulary and the corpora itself.
 *
 * @param base the model whose vocabulary counts pieces
 * @param ownVocabulary in its place; null where the base is known by its name
 * @param queryKinds weights by the kind's name
 */
public record DatasetPlan(
    String base,
    @Nullable Vocabulary ownVocabulary,
    int maxExamples,
    Map<String, Double> queryKinds,
    double topicShare,
    double wikipediaShare,
    NegativePlan mining,
    double titleDropout,
    int sequenceLength,
    double validationShare,
    double testShare,
    long seed)
    implements Serializable {
  /** Duplicates and documents that give nothing are made up for by asking for more. */
  private static final int SPARE = 4;

  private static final int LEAST_OF_ONE = 12;

  public static DatasetPlan of(DatasetConfig config) {
    return new DatasetPlan(
        config.base(),
        config.baseFolder().isEmpty()
            ? null
            : Vocabulary.ofBase(config.base(), config.baseFolder()),
        config.maxExamples(),
        QueryKindWeights.parse(config.queryKinds()),
        config.topicShare(),
        config.wikipediaShare(),
        new NegativePlan(
            config.negatives(),
            config.hardShare(),
            config.lsaNegatives(),
            config.bm25Margin(),
            config.lsaMargin()),
        config.titleDropout(),
        config.sequenceLength(),
        config.validationShare(),
        config.testShare(),
        config.seed());
  }

  public DocumentSplit split() {
    return new DocumentSplit(seed, testShare, validationShare);
  }

  /** About how many queries are wanted of one document. */
  int queriesOfOne(int documents) {
    return Math.max(LEAST_OF_ONE, SPARE * maxExamples / Math.max(1, documents));
  }

  /** Writes the queries of a corpus's documents. */
  QueryWriter queryWriter(TermStatistics statistics, SectionTexts texts) {
    return new QueryWriter(statistics, QueryKind.weights(queryKinds), texts, seed);
  }

  QuerySelection selection() {
    return new QuerySelection(maxExamples, wikipediaShare, topicShare, validationShare, testShare);
  }

  /** The vocabulary that counts pieces. */
  public Vocabulary vocabulary() {
    return ownVocabulary == null ? Vocabulary.ofBase(base) : ownVocabulary;
  }

  int pieceBudget() {
    return PieceBudget.of(sequenceLength);
  }

  /** Parts sections into sentences, with their word pieces. */
  SectionTexts sectionTexts() {
    return new SectionTexts(pieceBudget(), new WordPiece(vocabulary())::count);
  }
}
