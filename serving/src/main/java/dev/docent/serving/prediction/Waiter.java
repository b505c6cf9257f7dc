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

  boolean isGone() {
    return gone.getAsBoolean()
        || (deadlineNanos.isPresent() && deadlineNanos.getAsLong() - System.nanoTime() <= 0);
  }

  /** Whether it will be gone when so much time has passed. */
  boolean isGoneIn(long nanos) {
    return deadlineNanos.isPresent() && deadlineNanos.getAsLong() - System.nanoTime() < nanos;
  }
}
