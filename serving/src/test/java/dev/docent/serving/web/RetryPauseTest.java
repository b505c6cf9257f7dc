package dev.docent.serving.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pauses between tries. */
class RetryPauseTest {
  /** Seconds from each try to the next. */
  private static List<Long> pauses(Duration every, int tries) {
    RetryPause pause = new RetryPause(every);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      pause.begin();
      int looks = 1;
      while (pause.passes()) {
        looks++;
      }
      seconds.add(every.multipliedBy(looks).toSeconds());
    }
    return seconds;
  }

  @Test
  void growToTheSameTimeHoweverSeldomThereIsALook() {
    assertEquals(
        List.of(4L, 6L, 10L, 18L, 34L, 66L, 130L, 240L, 240L), pauses(Duration.ofSeconds(2), 9));
    assertEquals(List.of(20L, 30L, 50L, 90L, 170L, 240L, 240L), pauses(Duration.ofSeconds(10), 7));
    assertEquals(List.of(600L, 600L), pauses(Duration.ofMinutes(5), 2), "one look passes");
  }

  @Test
  void beginAnewForAnotherThing() {
    RetryPause pause = new RetryPause(Duration.ofSeconds(2));
    assertFalse(pause.passes(), "nothing failed yet");
    pause.begin();
    pause.begin();
    pause.reset();
    assertFalse(pause.passes());
    pause.begin();
    assertTrue(pause.passes());
    assertFalse(pause.passes(), "the shortest");
  }
}
