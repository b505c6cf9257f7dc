package dev.docent.transforms.sources;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A window of time: from {@code since} on, up to but without {@code until}.
 *
 * @throws IllegalArgumentException if it ends before it starts
 */
public record Span(Instant since, Instant until) implements Serializable {
  /** All of time: what a snapshot is read with. */
  public static final Span ALWAYS = new Span(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

  public Span {
    if (until.isBefore(since)) {
      throw new IllegalArgumentException(
          "a window must not end before it starts: since %s, until %s".formatted(since, until));
    }
  }

  /** Whether it begins with all of time: the source is asked for everything up to its end. */
  public boolean fromTheBeginning() {
    return !since.isAfter(Instant.EPOCH);
  }

  /** Whether a time lies in it; a time that is not known may. */
  public boolean mayHold(@Nullable Instant time) {
    return time == null || (!time.isBefore(since) && time.isBefore(until));
  }
}
