package dev.docent.serving.evaluation.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

/** What can be said of a mean over queries. The same values and seed give the same answers. */
public final class Statistics {
  private static final double CONFIDENCE = 0.95;

  private Statistics() {}

  /**
   * A mean with the ends of its 95% confidence interval.
   *
   * @param low the 2.5th percentile of the resampled means
   * @param high the 97.5th
   */
  public record Estimate(double mean, double low, double high) {}

  /** The mean; 0 of nothing. */
  public static double mean(double[] values) {
    return values.length == 0 ? 0 : Arrays.stream(values).sum() / values.length;
  }

  /**
   * The mean and its interval by the percentile bootstrap (Efron, "Bootstrap methods: another look
   * at the jackknife", 1979).
   *
   * @param resamples how many samples are drawn with replacement, 1 or more
   */
  public static Estimate bootstrap(double[] values, int resamples, long seed) {
    checkResamples(resamples);
    double mean = mean(values);
    if (values.length < 2) {
      return new Estimate(mean, mean, mean);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[r] = sum / values.length;
    }
    Arrays.sort(means);
    double tail = (1 - CONFIDENCE) / 2;
    return new Estimate(mean, percentile(means, tail), percentile(means, 1 - tail));
  }

  /**
   * The p-value of a two-sided paired randomisation test: how often a difference of the means at
   * least as large comes about when each query's two values are swapped by the toss of a coin
   * (Fisher; Smucker, Allan and Carterette, "A comparison of statistical significance tests for
   * information retrieval evaluation", CIKM 2007). Counted as (hits + 1) / (resamples + 1), so
   * never 0.
   *
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public static double pairedRandomisation(double[] a, double[] b, int resamples, long seed) {
    checkResamples(resamples);
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "a paired test needs pairs: %d values against %d".formatted(a.length, b.length));
    }
    double[] differences = new double[a.length];
    int n = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        differences[n++] = a[i] - b[i];
      }
    }
    double observed = 0;
    double magnitude = 0;
    for (int i = 0; i < n; i++) {
      observed += differences[i];
      magnitude += Math.abs(differences[i]);
    }
    // Sums in another order may differ in their last bits, and must still count as equal.
    double least = Math.abs(observed) - 1e-12 * magnitude;
    SplittableRandom random = new SplittableRandom(seed);
    int hits = 0;
    for (int r = 0; r < resamples; r++) {
      double sum = 0;
      long coins = 0;
      for (int i = 0; i < n; i++) {
        coins = i % Long.SIZE == 0 ? random.nextLong() : coins >>> 1;
        sum += (coins & 1) == 0 ? differences[i] : -differences[i];
      }
      if (Math.abs(sum) >= least) {
        hits++;
      }
    }
    return (hits + 1.0) / (resamples + 1.0);
  }

  /** By linear interpolation between the closest ranks. */
  private static double percentile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static void checkResamples(int resamples) {
    if (resamples < 1) {
      throw new IllegalArgumentException(
          "illegal resamples value: " + resamples + ", must be 1 or more");
    }
  }
}
