package dev.docent.pipelines.backfill;

import dev.docent.records.config.ConfigException;
import dev.docent.records.workspace.IngestWindows.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stretch of time into windows. All arithmetic is in UTC, where every day has 24 hours. The
 * n-th window begins n steps after the start, so that months keep their day: from January 31st by
 * months come February 28th and March 31st.
 */
final class WindowGrid {
  /** Beyond this a wrong step is likelier than a wish. */
  static final int MAX_WINDOWS = 10_000;

  private WindowGrid() {}

  /**
   * The windows, in order; the last is cut at the end.
   *
   * @param every an ISO 8601 period such as {@code P7D} or {@code P1M}, or duration such as {@code
   *     PT6H}
   * @throws ConfigException if the step is neither or not above zero, the end is not after the
   *     start, or there would be too many windows
   */
  static List<Stretch> of(Instant from, Instant to, String every) {
    if (!from.isBefore(to)) {
      throw ConfigException.of(
          "--from is %s and --to is %s; from must come before to".formatted(from, to));
    }
    Step step = step(every);
    ZonedDateTime start = from.atZone(ZoneOffset.UTC);
    List<Stretch> windows = new ArrayList<>();
    Instant since = from;
    for (int n = 1; since.isBefore(to); n++) {
      Instant next = step.times(start, n).toInstant();
      if (!since.isBefore(next)) {
        throw ConfigException.of("--every is '%s'; it must be above zero".formatted(every));
      }
      if (n > MAX_WINDOWS) {
        throw ConfigException.of(
            "--every '%s' makes more than %d windows from %s to %s; take longer ones"
                .formatted(every, MAX_WINDOWS, from, to));
      }
      Instant until = next.isBefore(to) ? next : to;
      windows.add(new Stretch(since, until));
      since = until;
    }
    return windows;
  }

  private interface Step {
    ZonedDateTime times(ZonedDateTime start, int n);
  }

  private static Step step(String every) {
    try {
      Period period = Period.parse(every);
      return (start, n) -> start.plus(period.multipliedBy(n));
    } catch (DateTimeParseException noPeriod) {
      try {
        Duration duration = Duration.parse(every);
        return (start, n) -> start.plus(duration.multipliedBy(n));
      } catch (DateTimeParseException e) {
        throw ConfigException.of(
            "--every is '%s'; it must be an ISO 8601 period such as P7D or P1M, or a duration such as PT6H"
                .formatted(every));
      }
    }
  }
}
