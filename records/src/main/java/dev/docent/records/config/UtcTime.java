package dev.docent.records.config;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Reads times as users give them: UTC unless they say otherwise, in whole seconds. */
public final class UtcTime {
  private UtcTime() {}

  /**
   * Reads an ISO 8601 date (its first moment in UTC) or an instant.
   *
   * @param text such as {@code 2026-01-01}, {@code 2026-01-01T06:00:00Z} or {@code
   *     2026-01-01T06:00:00+02:00}; fractions of a second are cut
   * @throws IllegalArgumentException if it is neither; the message starts with 'must be'
   */
  public static Instant parse(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException noDate) {
      try {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            "must be an ISO date such as 2026-01-31, which begins at 00:00 UTC, or an instant such as 2026-01-31T06:00:00Z",
            e);
      }
    }
  }
}
