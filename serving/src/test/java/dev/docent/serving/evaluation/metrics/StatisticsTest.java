package dev.docent.serving.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.serving.evaluation.metrics.Statistics.Estimate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theIntervalOfCoinTossesIsTheBinomialOne() {
    // 100 values, half of them 1: standard error 0.05, so the interval is near 0.5 -+ 1.96 x 0.05.
    double[] values = new double[100];
    Arrays.fill(values, 0, 50, 1);
    Estimate estimate = Statistics.bootstrap(values, 10_000, 17);
    assertEquals(0.5, estimate.mean(), 1e-12);
    assertEquals(0.402, estimate.low(), 0.011);
    assertEquals(0.598, estimate.high(), 0.011);
  }

  @Test
  void theIntervalCoversTheTruthAboutNineteenTimesInTwenty() {
    Random random = new Random(5);
    int covered = 0;
    for (int round = 0; round < 300; round++) {
      double[] values = random.doubles(60).toArray();
      Estimate estimate = Statistics.bootstrap(values, 500, round);
      covered += estimate.low() <= 0.5 && 0.5 <= estimate.high() ? 1 : 0;
    }
    assertEquals(0.95, covered / 300.0, 0.04);
  }

  @Test
  void fewValuesHaveNoInterval() {
    assertEquals(new Estimate(0, 0, 0), Statistics.bootstrap(new double[0], 100, 1));
    assertEquals(new Estimate(0.25, 0.25, 0.25), Statistics.bootstrap(new double[] {0.25}, 100, 1));
  }

  @Test
  void theSeedDecides() {
    double[] values = new Random(1).doubles(50).toArray();
    assertEquals(Statistics.bootstrap(values, 200, 3), Statistics.bootstrap(values, 200, 3));
    assertNotEquals(Statistics.bootstrap(values, 200, 3), Statistics.bootstrap(values, 200, 4));
  }

  @Test
  void equalRankersDoNotDiffer() {
    double[] values = {0.1, 0.5, 1};
    assertEquals(1, Statistics.pairedRandomisation(values, values.clone(), 1000, 1), 1e-12);
    assertEquals(1, Statistics.pairedRandomisation(new double[0], new double[0], 1000, 1), 1e-12);
  }

  @Test
  void pIsTheShareOfSignsAtLeastAsExtreme() {
    // Four differences of 1: of 16 assignments of signs only two reach |4|, so p = 1/8.
    double[] a = {1, 1, 1, 1};
    double[] b = {0, 0, 0, 0};
    assertEquals(0.125, Statistics.pairedRandomisation(a, b, 100_000, 7), 0.005);
  }

  @Test
  void pMatchesTheExactTestOnUnequalDifferences() {
    // Differences 3, 2, -1 (sum 4): |sum| is 6, 4, 0 or 2, each for two of the eight
    // assignments; 6 and 4 are as extreme: p = 4/8.
    double[] a = {3, 2, 0};
    double[] b = {0, 0, 1};
    assertEquals(0.5, Statistics.pairedRandomisation(a, b, 100_000, 7), 0.01);
  }

  @Test
  void bothDirectionsCountAlike() {
    double[] a = new Random(2).doubles(80).toArray();
    double[] b = new Random(3).doubles(80).toArray();
    assertEquals(
        Statistics.pairedRandomisation(a, b, 2000, 9),
        Statistics.pairedRandomisation(b, a, 2000, 9),
        1e-12);
  }

  @Test
  void aClearDifferenceIsNeverQuiteCertain() {
    double[] a = new double[200];
    Arrays.fill(a, 1);
    assertEquals(
        1 / 10_001.0, Statistics.pairedRandomisation(a, new double[200], 10_000, 1), 1e-12);
  }

  @Test
  void withoutADifferenceSmallPAreRare() {
    Random random = new Random(11);
    int significant = 0;
    for (int round = 0; round < 400; round++) {
      double[] a = random.doubles(40).toArray();
      double[] b = random.doubles(40).toArray();
      significant += Statistics.pairedRandomisation(a, b, 500, round) < 0.05 ? 1 : 0;
    }
    assertTrue(significant > 5 && significant < 36, "of 400: " + significant);
  }

  @Test
  void refusesWhatIsNoPairing() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Statistics.pairedRandomisation(new double[2], new double[3], 10, 1));
    assertThrows(IllegalArgumentException.class, () -> Statistics.bootstrap(new double[2], 0, 1));
  }

  @Test
  void queriesOfOneArticleAreDrawnTogether() {
    // Ten articles of ten queries that are all alike: no more is known than by ten queries.
    double[] values = new double[100];
    int[] groups = new int[100];
    for (int i = 0; i < 100; i++) {
      groups[i] = i / 10;
      values[i] = groups[i] % 2;
    }
    double[] ten = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    Estimate grouped = Statistics.bootstrap(values, groups, 5000, 17);
    assertEquals(Statistics.bootstrap(ten, 5000, 17), grouped);
    Estimate single = Statistics.bootstrap(values, 5000, 17);
    assertTrue(grouped.high() - grouped.low() > 2.5 * (single.high() - single.low()));
  }

  @Test
  void queriesOfOneArticleAreSwappedTogether() {
    // Four articles of three queries, each better by 1: as if there were four queries, p = 1/8.
    double[] a = new double[12];
    Arrays.fill(a, 1);
    int[] groups = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3};
    assertEquals(
        0.125, Statistics.pairedRandomisation(a, new double[12], groups, 100_000, 7), 0.005);
    assertTrue(Statistics.pairedRandomisation(a, new double[12], 100_000, 7) < 0.001);
  }

  @Test
  void gainsAndLossesOfOneArticleCancelOut() {
    double[] a = {1, 0, 0.5};
    double[] b = {0, 1, 0.5};
    assertEquals(1, Statistics.pairedRandomisation(a, b, new int[] {0, 0, 1}, 1000, 7), 1e-12);
  }

  /** Values of one article that hang together: only the grouped test keeps to its level. */
  @Test
  void withoutADifferenceTheGroupedTestKeepsToItsLevel() {
    Random random = new Random(23);
    int grouped = 0;
    int single = 0;
    for (int round = 0; round < 300; round++) {
      double[] a = new double[60];
      int[] groups = new int[60];
      double shift = 0;
      for (int i = 0; i < 60; i++) {
        groups[i] = i / 6;
        shift = i % 6 == 0 ? random.nextGaussian() : shift;
        a[i] = shift + 0.3 * random.nextGaussian();
      }
      grouped +=
          Statistics.pairedRandomisation(a, new double[60], groups, 300, round) < 0.05 ? 1 : 0;
      single += Statistics.pairedRandomisation(a, new double[60], 300, round) < 0.05 ? 1 : 0;
    }
    assertTrue(grouped <= 27, "grouped: " + grouped + " of 300");
    assertTrue(single >= 75, "single: " + single + " of 300");
  }
}
