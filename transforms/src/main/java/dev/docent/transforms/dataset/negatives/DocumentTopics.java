package dev.docent.transforms.dataset.negatives;

import dev.docent.transforms.dataset.CorpusSection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one topic of each document: the LSA dimension in which it stands out most from the corpus.
 * The plain largest value won't do, since the first dimension is large for everything.
 */
final class DocumentTopics {
  private DocumentTopics() {}

  static Map<String, Integer> of(List<CorpusSection> sections, float[][] vectors) {
    Map<String, double[]> sums = new TreeMap<>();
    for (int i = 0; i < vectors.length; i++) {
      float[] vector = vectors[i];
      double[] sum =
          sums.computeIfAbsent(sections.get(i).documentId(), key -> new double[vector.length]);
      for (int t = 0; t < vector.length; t++) {
        sum[t] += vector[t];
      }
    }
    double[] energy = energy(sums);
    Map<String, Integer> topics = new HashMap<>();
    sums.forEach(
        (document, sum) -> {
          int topic = strongest(sum, energy);
          if (topic >= 0) {
            topics.put(document, topic);
          }
        });
    return topics;
  }

  /** The mean square of each dimension over documents of unit length. */
  private static double[] energy(Map<String, double[]> sums) {
    double[] energy = new double[0];
    for (double[] sum : sums.values()) {
      energy = energy.length == 0 ? new double[sum.length] : energy;
      double square = square(sum);
      for (int t = 0; t < sum.length && square > 0; t++) {
        energy[t] += sum[t] * sum[t] / square;
      }
    }
    return energy;
  }

  private static int strongest(double[] sum, double[] energy) {
    int best = -1;
    double most = 0;
    for (int t = 0; t < sum.length; t++) {
      double share = energy[t] > 0 ? sum[t] * sum[t] / energy[t] : 0;
      if (share > most) {
        most = share;
        best = t;
      }
    }
    return best;
  }

  private static double square(double[] vector) {
    double square = 0;
    for (double value : vector) {
      square += value * value;
    }
    return square;
  }
}
