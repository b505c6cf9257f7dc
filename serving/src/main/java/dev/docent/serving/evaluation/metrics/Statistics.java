package dev.docent.serving.evaluation.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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

  /** As {@link #bootstrap(double[], int[], int, long)}, every value being independent. */
  public static Estimate bootstrap(double[] values, int resamples, long seed) {
    return bootstrap(values, IntStream.range(0, values.length).toArray(), resamples, seed);
  }

  /**
   * The mean and its interval by the percentile bootstrap (Efron, "Bootstrap methods: another look
   * at the jackknife", 1979), with whole groups drawn (Field and Welsh, "Bootstrapping clustered
   * data", JRSS B 2007): values of one group hang together, and drawn one by one they would pass
   * for more than they say.
   *
   * @param groups the group of each value, counted from 0
   * @param resamples how many samples of groups are drawn with replacement, 1 or more
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public static Estimate bootstrap(double[] values, int[] groups, int resamples, long seed) {
    checkResamples(resamples);
    checkGroups(values, groups);
    double mean = mean(values);
    double[] sums = sums(values, groups);
    if (sums.length < 2) {
      return new Estimate(mean, mean, mean);
    }
    int[] counts = new int[sums.length];
    for (int group : groups) {
      counts[group]++;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      double sum = 0;
      long count = 0;
      for (int i = 0; i < sums.length; i++) {
        int drawn = random.nextInt(sums.length);
        sum += sums[drawn];
        count += counts[drawn];
      }
      means[r] = count == 0 ? mean : sum / count;
    }
    Arrays.sort(means);
    double tail = (1 - CONFIDENCE) / 2;
    return new Estimate(mean, percentile(means, tail), percentile(means, 1 - tail));
  }

  /** As {@link #pairedRandomisation(double[], double[], int[], int, long)}, without groups. */
  public static double pairedRandomisation(double[] a, double[] b, int resamples, long seed) {
    return pairedRandomisation(a, b, IntStream.range(0, a.length).toArray(), resamples, seed);
  }

  /**
   * The p-value of a two-sided paired randomisation test: how often a difference of the means at
   * least as large comes about when each group's two sets of values are swapped by the toss of a
   * coin (Fisher; Smucker, Allan and Carterette, "A comparison of statistical significance tests
   * for information retrieval evaluation", CIKM 2007). Counted as (hits + 1) / (resamples + 1), so
   * never 0. Of G groups that differ, p is not below 2 to the power of 1 - G.
   *
   * @param groups the group of each query, counted from 0; what hangs together is swapped together
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public static double pairedRandomisation(
      double[] a, double[] b, int[] groups, int resamples, long seed) {
    checkResamples(resamples);
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "a paired test needs pairs: %d values against %d".formatted(a.length, b.length));
    }
    checkGroups(a, groups);
    double[] all = new double[a.length];
    double magnitude = 0;
    for (int i = 0; i < a.length; i++) {
      all[i] = a[i] - b[i];
      magnitude += Math.abs(all[i]);
    }
    // A sum in another order may differ in its last bits, and must still count as equal.
    double rounding = 1e-12 * magnitude;
    double[] differences =
        Arrays.stream(sums(all, groups)).filter(sum -> Math.abs(sum) > rounding).toArray();
    int n = differences.length;
    double least = Math.abs(Arrays.stream(differences).sum()) - rounding;
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

  private static double[] sums(double[] values, int[] groups) {
    double[] sums = new double[Arrays.stream(groups).max().orElse(-1) + 1];
    for (int i = 0; i < values.length; i++) {
      sums[groups[i]] += values[i];
    }
    return sums;
  }

  private static void checkGroups(double[] values, int[] groups) {
    if (values.length != groups.length) {
      throw new IllegalArgumentException(
          "every value has a group: %d values, %d groups".formatted(values.length, groups.length));
    }
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
