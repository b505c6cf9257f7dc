package dev.docent.serving.evaluation.verdict;

import org.jspecify.annotations.Nullable;

/**
 * What a verdict is based on, all of it on the same test queries.
 *
 * @param testQueries how many there are
 * @param articles that they were made from; queries of one article are not independent
 * @param minQueries how many there must be
 * @param modelWeight the weight chosen for the model, its sentence encoder included
 * @param bm25 BM25's mean MRR@10
 * @param reranked the candidate's, fused with BM25
 * @param pAgainstBm25 of the difference of the two
 * @param rival the published model, null where there is none
 * @param missing the version that the label names although its files are gone, null where that is
 *     not so
 * @param significance p-values below this count
 * @param margin how far below the published model's mean MRR@10 a candidate may be
 */
public record Evidence(
    int testQueries,
    int articles,
    int minQueries,
    double modelWeight,
    double bm25,
    double reranked,
    double pAgainstBm25,
    @Nullable Rival rival,
    @Nullable Long missing,
    double significance,
    double margin) {

  /**
   * The published model that the candidate would replace.
   *
   * @param version its version
   * @param mrr its mean MRR@10, fused by its own weights
   * @param p of its difference from the candidate
   */
  public record Rival(long version, double mrr, double p) {}
}
