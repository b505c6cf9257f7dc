package dev.docent.serving.evaluation.metrics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction of p-values of several tests (Holm, "A simple sequentially rejective multiple
 * test procedure", Scandinavian Journal of Statistics 1979): of all differences that count after it
 * at a level, one at all is a matter of chance with that probability at most.
 */
public final class Holm {
  private Holm() {}

  /**
   * Adjusts p-values: the smallest times their number, the next times one less, and so on, none
   * below one before it and none above 1.
   *
   * @param p from 0 to 1
   * @return the adjusted values, in the order of the given ones
   * @throws IllegalArgumentException if a value is no probability
   */
  public static double[] adjust(double[] p) {
    for (double one : p) {
      if (!(one >= 0 && one <= 1)) {
        throw new IllegalArgumentException("illegal p value: " + one + ", must be from 0 to 1");
      }
    }
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 0;
    for (int rank = 0; rank < order.length; rank++) {
      least = Math.max(least, Math.min(1, (order.length - rank) * p[order[rank]]));
      adjusted[order[rank]] = least;
    }
    return adjusted;
  }
}
