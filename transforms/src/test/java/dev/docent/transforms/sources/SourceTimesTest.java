package dev.docent.transforms.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTimesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-02|2026-01-02T00:00:00Z",
        "2026-01|2026-01-01T00:00:00Z",
        "2026-01-02T03:04:05+02:00|2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05+0200|2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05|2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05|2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.678Z|2026-01-02T03:04:05.678Z",
        "Fri, 02 Jan 2026 03:04:05 GMT|2026-01-02T03:04:05Z",
        "Fri, 2 Jan 2026 03:04:05 +0100|2026-01-02T02:04:05Z",
        "1767323045|2026-01-02T03:04:05Z",
        "1767323045000|2026-01-02T03:04:05Z",
      })
  void readsTheFormsInUse(String written, String instant) {
    assertEquals(Instant.parse(instant), SourceTimes.parse(written).orElseThrow());
  }

  @Test
  void otherTextIsNoTime() {
    assertTrue(SourceTimes.parse("yesterday").isEmpty());
    assertTrue(SourceTimes.parse(null).isEmpty());
  }

  @Test
  void aBareDateStandsForItsWholeDay() {
    Span window =
        new Span(Instant.parse("2026-01-02T10:00:00Z"), Instant.parse("2026-01-03T10:00:00Z"));
    assertTrue(SourceTimes.mayChangeIn(window, Instant.parse("2026-01-02T00:00:00Z")));
    assertTrue(SourceTimes.mayChangeIn(window, Instant.parse("2026-01-03T00:00:00Z")));
    assertFalse(SourceTimes.mayChangeIn(window, Instant.parse("2026-01-04T00:00:00Z")));
    assertFalse(SourceTimes.mayChangeIn(window, Instant.parse("2026-01-01T00:00:00Z")));
    assertFalse(SourceTimes.mayChangeIn(window, Instant.parse("2026-01-02T09:59:59Z")));
    assertFalse(SourceTimes.mayChangeIn(window, window.until()));
    assertTrue(SourceTimes.mayChangeIn(window, window.since()));
    assertTrue(SourceTimes.mayChangeIn(window, null));
  }
}
