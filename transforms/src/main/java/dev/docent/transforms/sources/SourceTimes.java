package dev.docent.transforms.sources;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that listings state, in the forms that are in use; UTC where no zone is given.
 */
public final class SourceTimes {
  private static final long MILLIS_FROM = 100_000_000_000L;
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<Function<String, Instant>> FORMS =
      List.of(
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC),
          text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(),
          text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(),
          text ->
              OffsetDateTime.parse(text, DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx"))
                  .toInstant(),
          text -> LocalDate.parse(text + "-01").atStartOfDay(ZoneOffset.UTC).toInstant(),
          text -> LocalDate.parse(text + "-01-01").atStartOfDay(ZoneOffset.UTC).toInstant());

  private SourceTimes() {}

  /**
   * Reads ISO 8601, RFC 822 (of RSS), or seconds or milliseconds since 1970; empty if it is none of
   * them.
   */
  public static Optional<Instant> parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String plain = text.strip();
    if (plain.matches("-?\\d{9,15}")) {
      long number = Long.parseLong(plain);
      return Optional.of(
          Math.abs(number) < MILLIS_FROM
              ? Instant.ofEpochSecond(number)
              : Instant.ofEpochMilli(number));
    }
    String zoned = plain.replaceFirst("(?:UTC|UT|Z)$", "GMT");
    for (Function<String, Instant> form : FORMS) {
      for (String one : List.of(plain, zoned)) {
        try {
          return Optional.of(form.apply(one));
        } catch (DateTimeParseException e) {
          // The next form is tried.
        }
      }
    }
    return Optional.empty();
  }

  /** The ISO form of a time, null where it can't be read. */
  public static @Nullable String iso(@Nullable String text) {
    return parse(text).map(Instant::toString).orElse(null);
  }

  /**
   * Whether what a listing says changed at a time may have changed in a window. A time of midnight
   * is mostly a bare date, and stands for its whole day.
   */
  public static boolean mayChangeIn(Span window, @Nullable Instant changed) {
    if (changed == null || window.mayHold(changed)) {
      return true;
    }
    boolean bareDate = changed.getEpochSecond() % DAY.toSeconds() == 0;
    return bareDate
        && changed.isBefore(window.until())
        && changed.plus(DAY).isAfter(window.since());
  }
}
