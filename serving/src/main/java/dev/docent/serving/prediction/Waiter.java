package dev.docent.serving.prediction;

import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Who waits for an answer, and until when.
 *
 * @param gone whether nobody waits any more
 * @param deadlineNanos by {@link System#nanoTime()}; empty for none
 */
record Waiter(BooleanSupplier gone, OptionalLong deadlineNanos) {
  /** Waits for as long as it takes. */
  static Waiter patient() {
    return new Waiter(() -> false, OptionalLong.empty());
  }

  /** Whether nobody waits any more at a time. */
  boolean isGone(long now) {
    return gone.getAsBoolean() || isGoneAt(now);
  }

  /** Whether the deadline has passed by then. */
  boolean isGoneAt(long nanos) {
    return deadlineNanos.isPresent() && deadlineNanos.getAsLong() - nanos <= 0;
  }
}
