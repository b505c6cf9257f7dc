package dev.docent.transforms.dataset.statistics;

import dev.docent.records.Split;
import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import dev.docent.transforms.dataset.negatives.Bm25Index;
import dev.docent.transforms.dataset.negatives.Corpus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far BM25 alone gets on the site's validation and test queries, over all of the site's
 * unmodified sections: what the model has to beat.
 */
public final class Bm25Baseline {
  /** The name of the score over all kinds. */
  public static final String ALL = "all";

  private static final int DEPTH = 10;

  private Bm25Baseline() {}

  /**
   * A score over some queries.
   *
   * @param mrr mean reciprocal rank of the positive among the first 10, 0 to 1
   */
  public record Score(int queries, double mrr) {}

  static Map<String, Score> of(List<TrainingExample> examples, Corpus site) {
    Map<String, double[]> sums = new TreeMap<>();
    for (TrainingExample example : examples) {
      if (example.getSplit() != Split.TRAIN && example.getSource() == TextSource.SITE) {
        double reciprocal = reciprocalRank(example, site);
        for (String name : List.of(ALL, example.getKind())) {
          double[] sum = sums.computeIfAbsent(name, key -> new double[2]);
          sum[0]++;
          sum[1] += reciprocal;
        }
      }
    }
    Map<String, Score> scores = new LinkedHashMap<>();
    sums.forEach((name, sum) -> scores.put(name, new Score((int) sum[0], sum[1] / sum[0])));
    return scores;
  }

  private static double reciprocalRank(TrainingExample example, Corpus site) {
    String positive = example.getPassages().get(0).getId();
    List<Bm25Index.Hit> hits = site.index().search(example.getQuery(), DEPTH, null);
    for (int i = 0; i < hits.size(); i++) {
      if (site.section(hits.get(i).ordinal()).id().equals(positive)) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }
}
