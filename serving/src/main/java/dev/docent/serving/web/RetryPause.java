package dev.docent.serving.web;

import java.time.Duration;

/**
 * How many looks are let pass before what failed is tried again: 1, then 2, 4 and so on, but no
 * longer than {@link #LONGEST} however seldom there is a look.
 */
final class RetryPause {
  /** From one try to the next. */
  static final Duration LONGEST = Duration.ofMinutes(4);

  private final long most;
  private long pause;
  private long left;

  /**
   * @param every from one look to the next; more than nothing
   */
  RetryPause(Duration every) {
    // The look that tries comes after those that pass.
    most = Math.max(1, LONGEST.dividedBy(every) - 1);
  }

  /** Another thing failed: the next pause is the shortest. */
  void reset() {
    pause = 0;
    left = 0;
  }

  /** It failed: begins a pause, twice as long as the one before. */
  void begin() {
    pause = pause == 0 ? 1 : Math.min(most, 2 * pause);
    left = pause;
  }

  /** Whether this look is to pass. */
  boolean passes() {
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
