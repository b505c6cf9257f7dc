package dev.docent.transforms.dataset.validation;

import java.util.Locale;

/**
 * Something expected of a data set.
 *
 * @param id such as {@code vocabulary-coverage}
 * @param what what the value is
 * @param limit the greatest or the least value that is right
 * @param atMost whether the limit is the greatest, else the least
 * @param advice what to look at where it doesn't hold
 * @param drift whether it compares with the last data set, so that it may be waived
 */
public record Expectation(
    String id,
    String what,
    double value,
    double limit,
    boolean atMost,
    String advice,
    boolean drift) {

  static Expectation atMost(String id, String what, double value, double limit, String advice) {
    return new Expectation(id, what, value, limit, true, advice, false);
  }

  static Expectation atLeast(String id, String what, double value, double limit, String advice) {
    return new Expectation(id, what, value, limit, false, advice, false);
  }

  public boolean holds() {
    return atMost ? value <= limit : value >= limit;
  }

  /** The bound in words, such as {@code at least 0.98}. */
  public String bound() {
    return (atMost ? "at most " : "at least ") + number(limit);
  }

  /** In one line: what is wrong, by how much, and what to look at. */
  public String told() {
    return "%s: %s is %s, and must be %s. %s".formatted(id, what, number(value), bound(), advice);
  }

  /** A figure with as many decimals as it needs, four at most. */
  public static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
