package dev.docent.serving.evaluation.comparison;

import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.metrics.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What each query gains or loses by one ranker against another, the greatest loss first. */
public final class Differences {
  private Differences() {}

  /**
   * A query.
   *
   * @param ranker its MRR@10 by the ranker looked at
   * @param rival its MRR@10 by the other
   */
  public record Difference(JudgedQuery query, double ranker, double rival) {
    public double value() {
      return ranker - rival;
    }
  }

  /** All queries; of equal differences in their own order. */
  public static List<Difference> of(Comparison comparison, Measured ranker, Measured rival) {
    double[] ours = ranker.of(Metric.MRR_10);
    double[] theirs = rival.of(Metric.MRR_10);
    return IntStream.range(0, ours.length)
        .mapToObj(i -> new Difference(comparison.queries().get(i), ours[i], theirs[i]))
        .sorted(Comparator.comparingDouble(Difference::value))
        .toList();
  }

  /** Whom a candidate is held against: the published model, else BM25. */
  public static Measured rival(Comparison comparison) {
    return comparison.ranker(RankerNames.PRODUCTION).orElse(comparison.bm25());
  }
}
