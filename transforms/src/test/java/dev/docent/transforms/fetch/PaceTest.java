package dev.docent.transforms.fetch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  /** Asks, and says when it might: not later than the pace takes the request to have arrived. */
  private static long ask(Pace pace, double rate) throws InterruptedException {
    try (Pace.Slot slot = pace.take(rate)) {
      long began = System.nanoTime();
      slot.written();
      slot.answered();
      return began;
    }
  }

  @Test
  void beginsAPeriodAfterOthersMayHaveAsked() throws InterruptedException {
    long began = System.nanoTime();
    ask(new Pace(began), 50);
    assertTrue(System.nanoTime() - began >= SECOND, "asked too soon after others");
  }

  @Test
  void restsForAPeriodWhereAnotherProcessMayHaveAsked() throws InterruptedException {
    Pace pace = new Pace(System.nanoTime() - 2 * SECOND);
    ask(pace, 50);
    long rested = System.nanoTime();
    pace.rest();
    ask(pace, 50);
    assertTrue(System.nanoTime() - rested >= SECOND, "asked too soon after others");
  }

  @Test
  void aWindowThatFollowsARestHoldsNoMoreThanTheRate() throws InterruptedException {
    Pace pace = new Pace(System.nanoTime() - 2 * SECOND);
    long[] times = new long[25];
    for (int i = 0; i < times.length; i++) {
      if (i == 7) {
        pace.rest();
      }
      times[i] = ask(pace, 10);
    }
    for (int i = 10; i < times.length; i++) {
      assertTrue(times[i] - times[i - 10] >= SECOND, "burst at " + i);
    }
  }
}
