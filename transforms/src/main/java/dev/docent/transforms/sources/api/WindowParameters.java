package dev.docent.transforms.sources.api;

import dev.docent.transforms.sources.Span;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How an API is asked for a window of time. Since APIs differ in whether their bounds are part of
 * the answer, a second (of dates, a day) more is asked for on both sides; what lies outside is
 * dropped afterwards.
 *
 * @param since parameter, or null
 * @param until parameter, or null
 * @param format {@code iso}, {@code date}, {@code seconds}, {@code millis}, or a pattern of {@link
 *     DateTimeFormatter}, in UTC
 */
record WindowParameters(@Nullable String since, @Nullable String until, String format)
    implements Serializable {

  Query set(Query query, Span window) {
    Duration margin = format.equals("date") ? Duration.ofDays(1) : Duration.ofSeconds(1);
    Query asked = query;
    if (since != null && !window.fromTheBeginning()) {
      asked = asked.with(since, format(window.since().minus(margin)));
    }
    // From the beginning on, all that there is must be listed, or newer articles would seem gone.
    if (until != null && !window.fromTheBeginning()) {
      asked = asked.with(until, format(window.until().plus(margin)));
    }
    return asked;
  }

  String format(Instant time) {
    Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
    return switch (format) {
      case "iso" -> whole.toString();
      case "date" -> whole.toString().substring(0, 10);
      case "seconds" -> Long.toString(whole.getEpochSecond());
      case "millis" -> Long.toString(whole.toEpochMilli());
      default -> DateTimeFormatter.ofPattern(format).withZone(ZoneOffset.UTC).format(whole);
    };
  }
}
