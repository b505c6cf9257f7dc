package dev.docent.transforms.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/**
 * How long to wait before asking again: full jitter over doubling times (Brooker, "Exponential
 * backoff and jitter", 2015), or what the server's Retry-After says (RFC 9110, 10.2.3), within
 * bounds.
 */
final class Backoff {
  static final long FIRST_MILLIS = 1_000;
  static final long LONGEST_MILLIS = 60_000;

  /** A server that asks for more patience than this is asked again in the next window. */
  static final long LONGEST_RETRY_AFTER_MILLIS = 300_000;

  private Backoff() {}

  /**
   * A random time up to a bound that doubles.
   *
   * @param tried tries before this one, 0 or more
   */
  static long jitterMillis(int tried, RandomGenerator random) {
    long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tried, 16));
    return random.nextLong(bound + 1);
  }

  /** What the answer asks for, cut to the longest; -1 where it asks for nothing readable. */
  static long retryAfterMillis(WebAnswer answer) {
    String value = answer.header("retry-after");
    if (value == null) {
      return -1;
    }
    return Math.min(parse(value.strip(), answer.at()), LONGEST_RETRY_AFTER_MILLIS);
  }

  private static long parse(String value, Instant now) {
    if (value.matches("[0-9]{1,9}")) {
      return Long.parseLong(value) * 1000;
    }
    try {
      Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
      return Math.max(0, Duration.between(now, at).toMillis());
    } catch (DateTimeException e) {
      return -1;
    }
  }
}
