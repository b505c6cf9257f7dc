package dev.docent.serving.ranking;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Until when an answer is of use.
 *
 * @param nanos by {@link System#nanoTime()}
 * @param abandoned whether nobody waits any more, however much time is left
 */
public record Deadline(long nanos, BooleanSupplier abandoned) {
  /** Far enough for any answer, and near enough for differences not to overflow. */
  private static final Duration FAR = Duration.ofDays(36_500);

  /** One until which somebody waits. */
  public Deadline(long nanos) {
    this(nanos, () -> false);
  }

  /** So long from now on. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** None that matters. */
  public static Deadline none() {
    return in(FAR);
  }

  /** The same, unless nobody waits before. */
  public Deadline unless(BooleanSupplier nobodyWaits) {
    return new Deadline(nanos, () -> abandoned.getAsBoolean() || nobodyWaits.getAsBoolean());
  }

  /** The earlier of this one and another. */
  public Deadline or(Deadline other) {
    return new Deadline(nanos - other.nanos <= 0 ? nanos : other.nanos, abandoned)
        .unless(other.abandoned);
  }

  public boolean isAbandoned() {
    return abandoned.getAsBoolean();
  }

  /** 0 or below once it has passed, or nobody waits any more. */
  public long leftNanos() {
    return isAbandoned() ? 0 : nanos - System.nanoTime();
  }
}
