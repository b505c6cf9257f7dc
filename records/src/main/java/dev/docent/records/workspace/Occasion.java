package dev.docent.records.workspace;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** When to do what is worth doing now and then: at first, and again once a time has passed. */
final class Occasion {
  private final long every;
  private final AtomicReference<@Nullable Long> last = new AtomicReference<>();

  Occasion(Duration every) {
    this.every = every.toNanos();
  }

  /**
   * Whether it is time; of threads that ask at once, one is told so.
   *
   * @param now as {@link System#nanoTime} tells it
   */
  boolean isHere(long now) {
    Long before = last.get();
    return (before == null || now - before >= every) && last.compareAndSet(before, now);
  }
}
