package dev.docent.serving.ranking;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds up scores of different scales: each scorer's scores become z-scores over the candidates that
 * it scored for the query, and are added by weight.
 */
public final class Fusion {
  private Fusion() {}

  /**
   * Z-scores: mean 0 and standard deviation 1; all 0 where the scores are all equal, so that a
   * scorer without an opinion has no say.
   */
  public static double[] normalised(float[] scores) {
    double mean = 0;
    for (float score : scores) {
      mean += (double) score / scores.length;
    }
    double variance = 0;
    for (float score : scores) {
      variance += (score - mean) * (score - mean) / scores.length;
    }
    double deviation = Math.sqrt(variance);
    double[] z = new double[scores.length];
    // Differences at the edge of float's precision are noise, not opinions.
    if (deviation > 1e-6 * Math.max(1, Math.abs(mean))) {
      for (int i = 0; i < z.length; i++) {
        z[i] = (scores[i] - mean) / deviation;
      }
    }
    return z;
  }

  /**
   * The weighted sum of z-scores.
   *
   * @param parts scores by scorer, all of the same length
   * @param weights by scorer; a scorer without a weight counts 0
   * @throws IllegalArgumentException if the parts differ in length
   */
  public static double[] fuse(Map<String, float[]> parts, Map<String, Double> weights) {
    int n = parts.values().stream().mapToInt(scores -> scores.length).findFirst().orElse(0);
    parts.forEach(
        (name, scores) -> {
          if (scores.length != n) {
            throw new IllegalArgumentException(
                "scorer '%s' gave %d scores for %d candidates".formatted(name, scores.length, n));
          }
        });
    return sum(shares(parts, weights), n);
  }

  /**
   * The terms of {@link #fuse}'s sums, by scorer; those that count 0 are left out. Scorers may have
   * scored different numbers of the first candidates: each one's z-scores are over its own.
   */
  static Map<String, double[]> shares(Map<String, float[]> parts, Map<String, Double> weights) {
    Map<String, double[]> shares = new LinkedHashMap<>();
    parts.forEach(
        (name, scores) -> {
          double weight = weights.getOrDefault(name, 0.0);
          if (weight != 0) {
            double[] share = normalised(scores);
            for (int i = 0; i < share.length; i++) {
              share[i] *= weight;
            }
            shares.put(name, share);
          }
        });
    return shares;
  }

  /** Adds up the shares of the first {@code n} candidates. */
  static double[] sum(Map<String, double[]> shares, int n) {
    double[] sum = new double[n];
    for (double[] share : shares.values()) {
      for (int i = 0; i < n; i++) {
        sum[i] += share[i];
      }
    }
    return sum;
  }
}
