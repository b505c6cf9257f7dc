package dev.docent.serving.evaluation.report;

import dev.docent.serving.evaluation.comparison.Comparison;
import dev.docent.serving.evaluation.comparison.Measured;
import dev.docent.serving.evaluation.comparison.RankerNames;
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
 * @param kinds MRR@10 by kind of query and ranker; one kind alone makes no slices
 */
public record Summary(int queries, List<Row> rows, List<Kind> kinds) {
  /**
   * One ranker.
   *
   * @param pAgainstBm25 by metric; empty for BM25 itself
   */
  public record Row(
      String ranker,
      Map<Metric, Statistics.Estimate> estimates,
      Map<Metric, Double> pAgainstBm25,
      double seconds) {
    Statistics.Estimate of(Metric metric) {
      return estimates.getOrDefault(metric, new Statistics.Estimate(0, 0, 0));
    }
  }

  /**
   * The queries of one kind.
   *
   * @param mrr the mean MRR@10 by ranker
   */
  public record Kind(String name, int queries, Map<String, Double> mrr) {}

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
      rows.add(new Row(ranker.name(), estimates, p, ranker.seconds()));
    }
    return new Summary(comparison.queries().size(), rows, kinds(comparison));
  }

  private static List<Kind> kinds(Comparison comparison) {
    Map<String, int[]> places = comparison.kinds();
    List<Kind> kinds = new ArrayList<>();
    if (places.size() > 1) {
      places.forEach(
          (name, queries) -> {
            Map<String, Double> mrr = new LinkedHashMap<>();
            for (Measured ranker : comparison.rankers()) {
              mrr.put(ranker.name(), Comparison.mean(ranker, Metric.MRR_10, queries));
            }
            kinds.add(new Kind(name, queries.length, mrr));
          });
    }
    return kinds;
  }
}
