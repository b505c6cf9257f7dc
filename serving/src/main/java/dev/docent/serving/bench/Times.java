package dev.docent.serving.bench;

import java.util.Arrays;

/** Times of many calls, in milliseconds. */
final class Times {
  private double[] millis = new double[1024];
  private int count;

  synchronized void add(long nanos) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * count);
    }
    millis[count++] = nanos / 1e6;
  }

  synchronized int count() {
    return count;
  }

  /**
   * Below which a share of the times stayed.
   *
   * @return NaN where there is none
   */
  synchronized double quantile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1, Math.floor(share * count))];
  }

  double median() {
    return quantile(0.5);
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
