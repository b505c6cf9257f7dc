package dev.docent.serving.evaluation.report;

import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.comparison.Comparison;
import dev.docent.serving.evaluation.comparison.Measured;
import dev.docent.serving.evaluation.metrics.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The queries that a ranker answers worst, to be read by a person. */
final class WorstQueries {
  private static final int SHOWN = 15;

  private WorstQueries() {}

  /**
   * A query.
   *
   * @param bm25Rank of the first relevant document by BM25, 0 where it isn't among the results
   * @param rank the same by the ranker
   * @param relevant one of the relevant documents, the best if grades differ
   * @param first what the ranker puts first instead; empty where it finds nothing
   */
  record Query(String text, String kind, int bm25Rank, int rank, String relevant, String first) {}

  /** The lowest MRR@10 first; among equals those that lose most against BM25. */
  static List<Query> of(Comparison comparison, Measured ranker) {
    double[] values = ranker.of(Metric.MRR_10);
    double[] bm25 = comparison.bm25().of(Metric.MRR_10);
    List<Query> worst = new ArrayList<>();
    IntStream.range(0, values.length)
        .filter(i -> values[i] < 1)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> values[i])
                .thenComparingDouble(i -> values[i] - bm25[i])
                .thenComparingInt(i -> i))
        .limit(SHOWN)
        .forEach(i -> worst.add(query(comparison, ranker, comparison.queries().get(i))));
    return worst;
  }

  private static Query query(Comparison comparison, Measured ranker, JudgedQuery query) {
    List<String> found = ranker.run().documents(query.id());
    String relevant =
        query.grades().entrySet().stream()
            .max(
                java.util.Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(java.util.Map.Entry.comparingByKey()))
            .orElseThrow()
            .getKey();
    return new Query(
        query.text(),
        query.kind(),
        rank(comparison.bm25().run().documents(query.id()), query),
        rank(found, query),
        relevant,
        found.isEmpty() ? "" : found.get(0));
  }

  private static int rank(List<String> found, JudgedQuery query) {
    for (int i = 0; i < found.size(); i++) {
      if (query.grades().getOrDefault(found.get(i), 0) > 0) {
        return i + 1;
      }
    }
    return 0;
  }
}
