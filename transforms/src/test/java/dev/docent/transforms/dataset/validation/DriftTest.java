package dev.docent.transforms.dataset.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final double MOST = 0.1;

  private Map<String, Integer> kinds = Map.of("question", 500, "title", 500);
  private Map<String, Integer> sources = Map.of("SITE", 700, "WIKIPEDIA", 300);
  private List<Integer> topics = List.of(400, 300, 200, 100);
  private int[] queryPieces = lengths(1000, 4, 20);
  private int[] passagePieces = lengths(4000, 40, 100);
  private final Profile before = profile();

  @Test
  void theSameSetDoesNotDrift() {
    assertEquals(List.of(), broken());
  }

  @Test
  void topicsInAnotherOrderAreTheSame() {
    topics = List.of(100, 400, 200, 300);
    assertEquals(List.of(), broken());
  }

  @Test
  void kinds() {
    kinds = Map.of("question", 950, "title", 50);
    assertEquals(List.of("drift-kinds"), broken());
  }

  @Test
  void sources() {
    sources = Map.of("SITE", 1000);
    assertEquals(List.of("drift-sources"), broken());
  }

  @Test
  void topics() {
    topics = List.of(970, 10, 10, 10);
    assertEquals(List.of("drift-topics"), broken());
  }

  @Test
  void queryLengths() {
    queryPieces = lengths(1000, 18, 40);
    assertEquals(List.of("drift-query-lengths"), broken());
  }

  @Test
  void passageLengths() {
    passagePieces = lengths(4000, 10, 50);
    assertEquals(List.of("drift-passage-lengths"), broken());
  }

  @Test
  void chanceBetweenSmallSetsIsNoDrift() {
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] a = random.ints(40, 4, 40).toArray();
      int[] b = random.ints(40, 4, 40).toArray();
      Profile one = Profile.of(Map.of("title", 40), sources, topics, a, passagePieces);
      Profile other = Profile.of(Map.of("title", 40), sources, topics, b, passagePieces);
      for (Expectation each : Drift.of(one, other, MOST)) {
        assertTrue(each.holds(), "seed " + seed + ": " + each.told());
      }
    }
  }

  @Test
  void divergenceGoesFromNothingToOneBit() {
    Map<String, Integer> a = Map.of("x", 3, "y", 1);
    assertEquals(0, Drift.divergence(a, Map.of("x", 300, "y", 100)), 1e-12);
    assertEquals(1, Drift.divergence(a, Map.of("z", 7)), 1e-12);
    assertEquals(1, Drift.divergence(a, Map.of()), 1e-12);
    // By hand: the middle is (7/8, 1/8); (3/4 ld 6/7 + 1/4 ld 2 + ld 8/7) / 2.
    assertEquals(0.137925, Drift.divergence(a, Map.of("x", 9)), 1e-6);
  }

  @Test
  void stopsTheRunAndTellsHowToGoOn() {
    kinds = Map.of("question", 950, "title", 50);
    UserException e =
        assertThrows(
            UserException.class,
            () -> DatasetValidation.check(drifts(), false, "Drift is measured from X"));
    assertTrue(e.getMessage().contains("- drift-kinds: "), e.getMessage());
    assertTrue(e.getMessage().contains("Drift is measured from X"), e.getMessage());
    assertTrue(e.getMessage().contains("--allow-drift"), e.getMessage());
  }

  @Test
  void goesOnWithAWarningWhereDriftIsAllowed() {
    kinds = Map.of("question", 950, "title", 50);
    List<String> warnings = DatasetValidation.check(drifts(), true, "");
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).startsWith("allowed: drift-kinds: "), warnings.get(0));
  }

  @Test
  void allowingDriftAllowsNothingElse() {
    Expectation broken = Expectation.atMost("leakage", "leaks", 1, 0, "");
    UserException e =
        assertThrows(UserException.class, () -> DatasetValidation.check(List.of(broken), true, ""));
    assertFalse(e.getMessage().contains("--allow-drift"), e.getMessage());
  }

  private List<String> broken() {
    return drifts().stream().filter(each -> !each.holds()).map(Expectation::id).toList();
  }

  private List<Expectation> drifts() {
    return Drift.of(profile(), before, MOST);
  }

  private Profile profile() {
    return Profile.of(kinds, sources, topics, queryPieces, passagePieces);
  }

  /** Evenly from the least to before the greatest. */
  private static int[] lengths(int n, int from, int to) {
    int[] values = new int[n];
    Arrays.setAll(values, i -> from + i % (to - from));
    return values;
  }
}
