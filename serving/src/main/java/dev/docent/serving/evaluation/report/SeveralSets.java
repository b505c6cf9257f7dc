package dev.docent.serving.evaluation.report;

import dev.docent.records.cli.SummaryTable;
import dev.docent.serving.evaluation.comparison.Comparison;
import dev.docent.serving.evaluation.comparison.Measured;
import dev.docent.serving.evaluation.comparison.RankerNames;
import dev.docent.serving.evaluation.metrics.Holm;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.metrics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The same model on several sets of queries, with p-values corrected for their number. */
public final class SeveralSets {
  private SeveralSets() {}

  /**
   * What was found on one set.
   *
   * @param difference of the reranked run's MRR@10 from BM25's
   * @param p of that difference
   */
  public record Set(
      String name,
      int queries,
      double bm25,
      double reranked,
      Statistics.Estimate difference,
      double p) {
    /** Empty where there is no model to compare. */
    public static Optional<Set> of(String name, Comparison comparison) {
      Measured bm25 = comparison.bm25();
      return comparison
          .ranker(RankerNames.RERANKED)
          .map(
              reranked ->
                  new Set(
                      name,
                      comparison.queries().size(),
                      bm25.mean(Metric.MRR_10),
                      reranked.mean(Metric.MRR_10),
                      comparison.difference(reranked, bm25, Metric.MRR_10),
                      comparison.p(reranked, bm25, Metric.MRR_10)));
    }
  }

  /** A line a set: MRR@10, the difference with its 95% interval, p, and p after Holm. */
  public static String table(List<Set> sets) {
    double[] adjusted = Holm.adjust(sets.stream().mapToDouble(Set::p).toArray());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("set", "queries", "bm25", "reranked", "difference [95%]", "p", "p (Holm)"));
    for (int i = 0; i < adjusted.length; i++) {
      Set set = sets.get(i);
      rows.add(
          List.of(
              set.name(),
              Integer.toString(set.queries()),
              ComparisonTable.three(set.bm25()),
              ComparisonTable.three(set.reranked()),
              String.format(
                  Locale.ROOT,
                  "%+.3f [%+.3f %+.3f]",
                  set.difference().mean(),
                  set.difference().low(),
                  set.difference().high()),
              ComparisonTable.p(set.p()),
              ComparisonTable.p(adjusted[i])));
    }
    return SummaryTable.layOut(rows);
  }
}
