package dev.docent.serving.evaluation.metrics;

import java.util.List;
import java.util.Map;

/**
 * Measures of one query's ranking, from 0 to 1, defined as trec_eval 9 defines them. A document is
 * relevant when its grade is 1 or more; documents that were not judged count as not relevant.
 */
public enum Metric {
  /** 1 over the rank of the first relevant document among the first ten, else 0. */
  MRR_10("MRR@10", "mrr@10") {
    @Override
    public double of(List<String> ranking, Map<String, Integer> grades) {
      for (int i = 0; i < Math.min(CUT, ranking.size()); i++) {
        if (grade(grades, ranking.get(i)) > 0) {
          return 1.0 / (i + 1);
        }
      }
      return 0;
    }
  },

  /**
   * Discounted cumulative gain of the first ten over that of the ideal order (Järvelin and
   * Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002); the gain is the
   * grade itself and the discount log2(rank + 1), as in trec_eval's ndcg_cut.
   */
  NDCG_10("nDCG@10", "ndcg@10") {
    @Override
    public double of(List<String> ranking, Map<String, Integer> grades) {
      double gained = 0;
      for (int i = 0; i < Math.min(CUT, ranking.size()); i++) {
        gained += grade(grades, ranking.get(i)) / discount(i + 1);
      }
      int[] ideal =
          grades.values().stream().mapToInt(g -> -g).filter(g -> g < 0).sorted().toArray();
      double most = 0;
      for (int i = 0; i < Math.min(CUT, ideal.length); i++) {
        most += -ideal[i] / discount(i + 1);
      }
      return most == 0 ? 0 : gained / most;
    }
  },

  /** The mean, over all relevant documents, of the precision at the rank of each; 0 if missed. */
  MAP("MAP", "map") {
    @Override
    public double of(List<String> ranking, Map<String, Integer> grades) {
      long relevant = relevant(grades);
      double sum = 0;
      int found = 0;
      for (int i = 0; i < ranking.size(); i++) {
        if (grade(grades, ranking.get(i)) > 0) {
          found++;
          sum += (double) found / (i + 1);
        }
      }
      return relevant == 0 ? 0 : sum / relevant;
    }
  },

  /** The share of the relevant documents that are among the first hundred. */
  RECALL_100("Recall@100", "recall@100") {
    @Override
    public double of(List<String> ranking, Map<String, Integer> grades) {
      long relevant = relevant(grades);
      long found = ranking.stream().limit(100).filter(id -> grade(grades, id) > 0).count();
      return relevant == 0 ? 0 : (double) found / relevant;
    }
  };

  private static final int CUT = 10;

  private final String title;
  private final String id;

  Metric(String title, String id) {
    this.title = title;
    this.id = id;
  }

  /** The name for people, such as {@code MRR@10}. */
  public String title() {
    return title;
  }

  /** The name in JSON, such as {@code mrr@10}. */
  public String id() {
    return id;
  }

  /**
   * Measures a ranking.
   *
   * @param ranking document ids, the best first, each once
   * @param grades of the judged documents, by id
   */
  public abstract double of(List<String> ranking, Map<String, Integer> grades);

  private static int grade(Map<String, Integer> grades, String id) {
    return Math.max(0, grades.getOrDefault(id, 0));
  }

  private static long relevant(Map<String, Integer> grades) {
    return grades.values().stream().filter(g -> g > 0).count();
  }

  private static double discount(int rank) {
    return Math.log(rank + 1.0) / Math.log(2);
  }
}
