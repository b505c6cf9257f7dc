package dev.docent.transforms.topics;

import java.io.Serializable;

/**
 * Fixed-point numbers in doubles: multiples of a power of two, so coarse that sums of them stay
 * exact. Exact sums don't depend on their order, so neither does what a runner adds up in an order
 * of its own.
 *
 * @param carry adding and subtracting it rounds to the grid
 */
record Grid(double carry) implements Serializable {
  /**
   * Bits of a value of the bound's size; three of a double's 53 are left for the sum's rounding.
   */
  private static final int BITS = 50;

  /**
   * A grid for sums that never exceed a bound.
   *
   * @param bound of every partial sum's magnitude, above zero
   */
  static Grid forSumsWithin(double bound) {
    if (!(bound > 0) || Double.isInfinite(bound)) {
      throw new IllegalArgumentException(
          "illegal bound: %s, must be finite and above 0".formatted(bound));
    }
    int step = Math.getExponent(bound) + 1 - BITS;
    // 1.5 rather than 1, so that negative values don't change the carry's exponent.
    return new Grid(Math.scalb(1.5, step + 52));
  }

  /** The nearest multiple. */
  double round(double value) {
    return (value + carry) - carry;
  }

  /** Adds values, rounded, to a part of a sum. */
  void add(float[] values, int n, double[] sum, int start) {
    for (int i = 0; i < n; i++) {
      sum[start + i] += (values[i] + carry) - carry;
    }
  }
}
