package dev.docent.serving.evaluation.report;

import dev.docent.serving.evaluation.comparison.Comparison;
import dev.docent.serving.evaluation.comparison.Measured;
import dev.docent.serving.evaluation.comparison.RankerNames;
import dev.docent.serving.evaluation.comparison.Slices;
import dev.docent.serving.evaluation.metrics.Holm;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.metrics.Statistics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a comparison, computed once for the terminal, the JSON and the page.
 *
 * @param groups of queries that hang together, such as those made from one article
 * @param slices MRR@10 by ranker for parts of the queries, by what they are parts of, such as
 *     {@code kind}
 */
public record Summary(int queries, int groups, List<Row> rows, Map<String, List<Slice>> slices) {
  /**
   * One ranker.
   *
   * @param pAgainstBm25 by metric; empty for BM25 itself
   * @param holm the same, corrected for the number of rankers that are compared with BM25
   */
  public record Row(
      String ranker,
      Map<Metric, Statistics.Estimate> estimates,
      Map<Metric, Double> pAgainstBm25,
      Map<Metric, Double> holm,
      double seconds) {
    Statistics.Estimate of(Metric metric) {
      return estimates.getOrDefault(metric, new Statistics.Estimate(0, 0, 0));
    }
  }

  /**
   * Some of the queries.
   *
   * @param mrr the mean MRR@10 by ranker
   */
  public record Slice(String name, int queries, Map<String, Double> mrr) {}

  public static Summary of(Comparison comparison) {
    List<Row> rows = new ArrayList<>();
    for (Measured ranker : comparison.rankers()) {
      Map<Metric, Statistics.Estimate> estimates = new EnumMap<>(Metric.class);
      Map<Metric, Double> p = new EnumMap<>(Metric.class);
      for (Metric metric : Metric.values()) {
        estimates.put(metric, comparison.estimate(ranker, metric));
        if (!ranker.name().equals(RankerNames.BM25)) {
          p.put(metric, comparison.p(ranker, comparison.bm25(), metric));
        }
      }
      rows.add(new Row(ranker.name(), estimates, p, new EnumMap<>(Metric.class), ranker.seconds()));
    }
    correct(rows);
    return new Summary(
        comparison.queries().size(), comparison.groupCount(), rows, slices(comparison));
  }

  private static void correct(List<Row> rows) {
    List<Row> compared = rows.stream().filter(row -> !row.pAgainstBm25().isEmpty()).toList();
    for (Metric metric : Metric.values()) {
      double[] adjusted =
          Holm.adjust(
              compared.stream().mapToDouble(row -> row.pAgainstBm25().get(metric)).toArray());
      for (int i = 0; i < adjusted.length; i++) {
        compared.get(i).holm().put(metric, adjusted[i]);
      }
    }
  }

  private static Map<String, List<Slice>> slices(Comparison comparison) {
    Map<String, List<Slice>> slices = new LinkedHashMap<>();
    Slices.of(comparison.queries())
        .forEach(
            (division, parts) -> {
              List<Slice> some = new ArrayList<>();
              parts.forEach(
                  (name, places) -> {
                    int[] queries = places.stream().mapToInt(i -> i).toArray();
                    Map<String, Double> mrr = new LinkedHashMap<>();
                    for (Measured ranker : comparison.rankers()) {
                      mrr.put(ranker.name(), Comparison.mean(ranker, Metric.MRR_10, queries));
                    }
                    some.add(new Slice(name, queries.length, mrr));
                  });
              slices.put(division, some);
            });
    return slices;
  }
}
