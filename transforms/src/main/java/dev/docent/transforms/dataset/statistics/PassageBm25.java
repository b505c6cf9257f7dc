package dev.docent.transforms.dataset.statistics;

import dev.docent.records.text.Terms;
import dev.docent.transforms.dataset.queries.TermStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * BM25 over the few passages of one example, as the model gets them; k1 1.2, b 0.75. How rare a
 * term is, the whole corpus tells; how long a passage usually is, the group.
 */
final class PassageBm25 {
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  private PassageBm25() {}

  /** The scores of texts for a query, in their order. */
  static double[] scores(String query, List<String> texts, TermStatistics statistics) {
    List<List<String>> terms = new ArrayList<>();
    texts.forEach(text -> terms.add(Terms.of(text)));
    double average = Math.max(1, terms.stream().mapToInt(List::size).average().orElse(1));
    double[] scores = new double[texts.size()];
    for (String term : new HashSet<>(Terms.of(query))) {
      double idf = statistics.idf(term);
      for (int i = 0; i < scores.length; i++) {
        int tf = Collections.frequency(terms.get(i), term);
        double length = terms.get(i).size() / average;
        scores[i] += idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length));
      }
    }
    return scores;
  }

  /** 1 over the rank of the first text; equal scores share the mean of their ranks. */
  static double reciprocalRankOfFirst(double[] scores) {
    int better = 0;
    int equal = 0;
    for (int i = 1; i < scores.length; i++) {
      better += scores[i] > scores[0] ? 1 : 0;
      equal += scores[i] == scores[0] ? 1 : 0;
    }
    return 1 / (1 + better + equal / 2.0);
  }
}
