package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void risesThenFallsInALine() {
    Schedule schedule = Schedule.of(1, 0.1, 100);
    assertEquals(0.1, schedule.rate(0), 1e-12);
    assertEquals(1, schedule.rate(9), 1e-12);
    assertEquals(1, schedule.rate(10), 1e-12);
    assertEquals(0.5, schedule.rate(55), 1e-12);
    assertEquals(1 / 90.0, schedule.rate(99), 1e-12);
    assertEquals(0, schedule.rate(100), 1e-12);
  }

  @Test
  void isPositiveUpToTheEndForAnyWarmup() {
    for (double warmup : new double[] {0, 0.01, 0.5, 1}) {
      for (long steps : new long[] {1, 2, 7}) {
        for (long step = 0; step < steps; step++) {
          assertTrue(Schedule.of(3e-5, warmup, steps).rate(step) > 0, warmup + " " + steps);
        }
      }
    }
  }
}
