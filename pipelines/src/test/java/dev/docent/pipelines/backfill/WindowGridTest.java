package dev.docent.pipelines.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.ConfigException;
import dev.docent.records.config.UtcTime;
import dev.docent.records.workspace.IngestWindows.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowGridTest {
  @Test
  void weeksCutAtTheEnd() {
    assertEquals(
        List.of("2026-01-01 to 2026-01-08", "2026-01-08 to 2026-01-15", "2026-01-15 to 2026-01-17"),
        days("2026-01-01", "2026-01-17", "P7D"));
  }

  @Test
  void monthsKeepTheirDay() {
    assertEquals(
        List.of("2026-01-31 to 2026-02-28", "2026-02-28 to 2026-03-31", "2026-03-31 to 2026-04-30"),
        days("2026-01-31", "2026-04-30", "P1M"));
  }

  @Test
  void everyDayHas24HoursAlsoWhenClocksChange() {
    for (Stretch day : WindowGrid.of(at("2026-03-27"), at("2026-04-01"), "P1D")) {
      assertEquals(Duration.ofHours(24), Duration.between(day.since(), day.until()));
    }
  }

  @Test
  void hoursAreDurations() {
    List<Stretch> windows = WindowGrid.of(at("2026-01-01"), at("2026-01-02"), "PT6H");
    assertEquals(4, windows.size());
    assertEquals(Instant.parse("2026-01-01T06:00:00Z"), windows.get(0).until());
  }

  @Test
  void windowsLeaveNothingOutAndNeverOverlap() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> steps = List.of("P1D", "P7D", "P1M", "P3M", "PT5H", "P1Y", "P1M3D");
    for (int round = 0; round < 200; round++) {
      Instant from = at("2020-01-01").plusSeconds(random.nextInt(100_000_000));
      Instant to = from.plusSeconds(1 + random.nextInt(100_000_000));
      String every = steps.get(random.nextInt(steps.size()));
      Instant reached = from;
      for (Stretch window : WindowGrid.of(from, to, every)) {
        assertEquals(reached, window.since(), "seed " + seed);
        assertTrue(window.until().isAfter(window.since()), "seed " + seed);
        reached = window.until();
      }
      assertEquals(to, reached, "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "-P1D", "PT0S", "week", "7", ""})
  void stepMustBeAPeriodAboveZero(String every) {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> WindowGrid.of(at("2026-01-01"), at("2026-02-01"), every));
    assertTrue(e.getMessage().contains("--every"), e.getMessage());
  }

  @Test
  void endMustComeAfterTheStart() {
    assertThrows(
        ConfigException.class, () -> WindowGrid.of(at("2026-01-01"), at("2026-01-01"), "P7D"));
  }

  @Test
  void tooManyWindowsAreRefused() {
    assertThrows(
        ConfigException.class, () -> WindowGrid.of(at("2026-01-01"), at("2027-01-01"), "PT1M"));
  }

  private static List<String> days(String from, String to, String every) {
    return WindowGrid.of(at(from), at(to), every).stream()
        .map(w -> w.toString().replace("T00:00:00Z", ""))
        .toList();
  }

  private static Instant at(String text) {
    return UtcTime.parse(text);
  }
}
