package dev.docent.serving.evaluation.report;

import dev.docent.records.cli.SummaryTable;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.metrics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as a table for the terminal. */
public final class ComparisonTable {
  private ComparisonTable() {}

  /** The rankers with MRR@10 and its 95% interval, the other means, and p for MRR@10. */
  public static String of(Summary summary) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "ranker",
            "MRR@10 [95%]",
            "nDCG@10",
            "MAP",
            "Recall@100",
            "p against bm25 (Holm)",
            "seconds"));
    for (Summary.Row row : summary.rows()) {
      Statistics.Estimate mrr = row.of(Metric.MRR_10);
      Double p = row.pAgainstBm25().get(Metric.MRR_10);
      rows.add(
          List.of(
              row.ranker(),
              String.format(Locale.ROOT, "%.3f [%.3f-%.3f]", mrr.mean(), mrr.low(), mrr.high()),
              three(row.of(Metric.NDCG_10).mean()),
              three(row.of(Metric.MAP).mean()),
              three(row.of(Metric.RECALL_100).mean()),
              p == null
                  ? ""
                  : "%s (%s)".formatted(p(p), p(row.holm().getOrDefault(Metric.MRR_10, 1.0))),
              String.format(Locale.ROOT, "%.1f", row.seconds())));
    }
    return SummaryTable.layOut(rows);
  }

  /** Such as {@code 0.0420}, and {@code < 0.001} for less than that. */
  static String p(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
