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
 * How far BM25 alone gets on the site's validation and test queries: over all of the site's
 * unmodified sections, which is what the model has to beat, and among each example's own passages,
 * which tells how much of the data set is won by shared words.
 */
public final class Bm25Baseline {
  /** The name of the score over all kinds. */
  public static final String ALL = "all";

  private static final int DEPTH = 10;

  private Bm25Baseline() {}

  /**
   * A score over some queries.
   *
   * @param mrr over the site: mean reciprocal rank of the positive among the first 10, 0 to 1
   * @param groupMrr among the example's passages as the model gets them
   */
  public record Score(int queries, double mrr, double groupMrr) {}

  static Map<String, Score> of(List<TrainingExample> examples, Corpus site) {
    Map<String, double[]> sums = new TreeMap<>();
    for (TrainingExample example : examples) {
      if (example.getSplit() != Split.TRAIN && example.getSource() == TextSource.SITE) {
        double reciprocal = reciprocalRank(example, site);
        double inGroup = reciprocalRankInGroup(example, site);
        for (String name : List.of(ALL, example.getKind())) {
          double[] sum = sums.computeIfAbsent(name, key -> new double[3]);
          sum[0]++;
          sum[1] += reciprocal;
          sum[2] += inGroup;
        }
      }
    }
    Map<String, Score> scores = new LinkedHashMap<>();
    sums.forEach(
        (name, sum) -> scores.put(name, new Score((int) sum[0], sum[1] / sum[0], sum[2] / sum[0])));
    return scores;
  }

  private static double reciprocalRankInGroup(TrainingExample example, Corpus site) {
    List<String> texts =
        example.getPassages().stream().map(p -> p.getTitle() + "\n" + p.getText()).toList();
    return PassageBm25.reciprocalRankOfFirst(
        PassageBm25.scores(example.getQuery(), texts, site.statistics()));
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
