package dev.docent.serving.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpeedTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Speed speed = new Speed();

  @Test
  void isUnknownAtFirstAndAfterALongPause() {
    assertEquals(0, speed.nanosPerPiece(5));
    speed.learn(1000, 10, 5);
    assertEquals(100, speed.nanosPerPiece(5));
    assertEquals(100, speed.nanosPerPiece(5 + 10 * SECOND), "a pause changes nothing");
    assertEquals(0, speed.nanosPerPiece(6 + 10 * SECOND), "but a long one does");
  }

  @Test
  void aSmallBatchTellsLittle() {
    speed.learn(100_000, 1000, 0);
    speed.learn(1000, 1, 0);
    assertEquals(101, speed.nanosPerPiece(0), 1);
  }

  @Test
  void whatIsSecondsOldHardlyCounts() {
    for (int i = 0; i < 100; i++) {
      speed.learn(1000, 1, i * SECOND / 10);
    }
    assertEquals(1000, speed.nanosPerPiece(10 * SECOND), 1e-6);
    speed.learn(1000, 10, 13 * SECOND);
    assertTrue(speed.nanosPerPiece(13 * SECOND) < 150, "" + speed.nanosPerPiece(13 * SECOND));
  }
}
