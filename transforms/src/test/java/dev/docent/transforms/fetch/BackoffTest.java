package dev.docent.transforms.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "7 | 7000",
        "86400 | 300000",
        "Tue, 24 Nov 2026 10:00:05 GMT | 5000",
        "Tue, 24 Nov 2026 09:00:00 GMT | 0",
        "soon | -1",
        "-3 | -1",
      })
  void readsRetryAfter(String value, long millis) {
    WebAnswer answer =
        new WebAnswer(
            "http://example.org/",
            503,
            Map.of("retry-after", value),
            new byte[0],
            1,
            Instant.parse("2026-11-24T10:00:00Z"),
            null);
    assertEquals(millis, Backoff.retryAfterMillis(answer));
  }

  @Test
  void jitterStaysWithinADoublingBound() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int tried = 0; tried < 40; tried++) {
      long bound = Math.min(60_000, 1000L << Math.min(tried, 16));
      long millis = Backoff.jitterMillis(tried, random);
      assertTrue(millis >= 0 && millis <= bound, "seed " + seed + ": " + millis);
    }
  }
}
