package dev.docent.serving.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void theSmallestCountsForAllTheNextForOneLess() {
    // Sorted 0.01, 0.02, 0.03, 0.04: times 4, 3, 2, 1 is 0.04, 0.06, 0.06, 0.04, and none may be
    // below one before it.
    assertArrayEquals(
        new double[] {0.06, 0.04, 0.06, 0.06},
        Holm.adjust(new double[] {0.03, 0.01, 0.02, 0.04}),
        1e-12);
  }

  @Test
  void oneTestNeedsNoCorrectionAndNothingExceedsOne() {
    assertArrayEquals(new double[] {0.03}, Holm.adjust(new double[] {0.03}), 1e-12);
    assertArrayEquals(new double[] {1, 1}, Holm.adjust(new double[] {0.6, 0.7}), 1e-12);
    assertArrayEquals(new double[0], Holm.adjust(new double[0]));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThrows(IllegalArgumentException.class, () -> Holm.adjust(new double[] {1.1}));
    assertThrows(IllegalArgumentException.class, () -> Holm.adjust(new double[] {Double.NaN}));
  }
}
