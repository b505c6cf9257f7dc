package dev.docent.serving.ranking;

import java.time.Duration;

/**
 * Until when an answer is of use.
 *
 * @param nanos by {@link System#nanoTime()}
 */
public record Deadline(long nanos) {
  /** Far enough for any answer, and near enough for differences not to overflow. */
  private static final Duration FAR = Duration.ofDays(36_500);

  /** So long from now on. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** None that matters. */
  public static Deadline none() {
    return in(FAR);
  }

  /** The earlier of this one and another. */
  public Deadline or(Deadline other) {
    return nanos - other.nanos <= 0 ? this : other;
  }

  /** Below 0 once it has passed. */
  public long leftNanos() {
    return nanos - System.nanoTime();
  }
}
