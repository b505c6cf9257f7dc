package dev.docent.serving.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FusionTest {
  @Test
  void normalisesToMeanZeroAndDeviationOne() {
    assertArrayEquals(
        new double[] {-1.2247, 0, 1.2247}, Fusion.normalised(new float[] {10, 20, 30}), 1e-4);
  }

  @Test
  void equalScoresHaveNoSay() {
    assertArrayEquals(new double[3], Fusion.normalised(new float[] {7, 7, 7}));
    assertArrayEquals(new double[1], Fusion.normalised(new float[] {-3}));
    assertArrayEquals(new double[0], Fusion.normalised(new float[0]));
    assertArrayEquals(new double[2], Fusion.normalised(new float[] {1000, 1000.0001f}));
  }

  @Test
  void scaleAndShiftOfAScorerDoNotMatter() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      float[] scores = new float[2 + random.nextInt(30)];
      float[] moved = new float[scores.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (float) random.nextGaussian();
        moved[i] = scores[i] * 16 + 4;
      }
      assertArrayEquals(Fusion.normalised(scores), Fusion.normalised(moved), 1e-4, "seed " + seed);
    }
  }

  @Test
  void addsByWeight() {
    Map<String, float[]> parts = Map.of("a", new float[] {1, 2, 3}, "b", new float[] {30, 20, 10});
    assertArrayEquals(
        new double[3], Fusion.fuse(parts, Map.of("a", 0.5, "b", 0.5)), 1e-9, "they cancel");
    double[] onlyB = Fusion.fuse(parts, Map.of("b", 2.0));
    assertEquals(2 * 1.2247, onlyB[0], 1e-4);
    assertTrue(onlyB[0] > onlyB[1] && onlyB[1] > onlyB[2], Arrays.toString(onlyB));
  }

  @Test
  void eachPartsZScoresAreOverItsOwnCandidates() {
    Map<String, float[]> parts =
        Map.of("all", new float[] {30, 20, 10}, "first", new float[] {1, 2});
    Map<String, double[]> shares = Fusion.shares(parts, Map.of("all", 1.0, "first", 0.5));
    assertArrayEquals(new double[] {1.2247, 0, -1.2247}, shares.get("all"), 1e-4);
    assertArrayEquals(new double[] {-0.5, 0.5}, shares.get("first"), 1e-9);
    assertArrayEquals(new double[] {0.7247, 0.5}, Fusion.sum(shares, 2), 1e-4);
  }

  @Test
  void refusesPartsOfDifferentLength() {
    Map<String, float[]> parts = Map.of("a", new float[2], "b", new float[3]);
    assertThrows(IllegalArgumentException.class, () -> Fusion.fuse(parts, Map.of()));
  }
}
