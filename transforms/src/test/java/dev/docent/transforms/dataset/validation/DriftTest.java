package dev.docent.transforms.dataset.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final double MOST = 0.1;

  private Map<String, Integer> kinds = Map.of("question", 500, "title", 500);
  private Map<String, Integer> sources = Map.of("SITE", 700, "WIKIPEDIA", 300);
  private int learnedTopics = 4;
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
  void topicsAreLeftOutWhereAnotherNumberWasLearned() {
    learnedTopics = 8;
    topics = List.of(130, 130, 125, 125, 125, 125, 120, 120);
    assertEquals(List.of(), broken());
    assertTrue(drifts().stream().noneMatch(each -> each.id().equals("drift-topics")));
    assertFalse(Drift.comparesTopics(profile(), before));
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
      Profile one =
          Profile.of(Map.of("title", 40), sources, learnedTopics, topics, a, passagePieces);
      Profile other =
          Profile.of(Map.of("title", 40), sources, learnedTopics, topics, b, passagePieces);
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
    DatasetValidation validation = DatasetValidation.of(drifts(), false);
    assertTrue(validation.stops());
    assertEquals(List.of(), validation.warnings("Drift is measured from X"));
    String told =
        validation.refusal(Path.of("kept", "here"), "Drift is measured from X").getMessage();
    assertTrue(told.startsWith("the data set breaks 1 of 5 expectations:"), told);
    assertTrue(told.contains("- drift-kinds: "), told);
    assertTrue(told.contains("kept in '" + Path.of("kept", "here") + "'"), told);
    assertTrue(told.contains("Drift is measured from X"), told);
    assertTrue(told.contains("docent dataset --allow-drift"), told);
    assertTrue(told.contains("docent run --set dataset.allow-drift=true"), told);
  }

  @Test
  void goesOnWithAWarningWhereDriftIsAllowed() {
    kinds = Map.of("question", 950, "title", 50);
    DatasetValidation validation = DatasetValidation.of(drifts(), true);
    assertFalse(validation.stops());
    List<String> warnings = validation.warnings("measured from X");
    assertEquals(2, warnings.size());
    assertTrue(warnings.get(0).startsWith("allowed: drift-kinds: "), warnings.get(0));
    assertEquals("measured from X", warnings.get(1));
  }

  @Test
  void withoutDriftThereIsNoWarning() {
    assertEquals(List.of(), DatasetValidation.of(drifts(), true).warnings("measured from X"));
  }

  @Test
  void allowingDriftAllowsNothingElse() {
    Expectation broken = Expectation.atMost("leakage", "leaks", 1, 0, "");
    DatasetValidation validation = DatasetValidation.of(List.of(broken), true);
    assertTrue(validation.stops());
    String told = validation.refusal(Path.of("kept"), "X").getMessage();
    assertFalse(told.contains("allow-drift"), told);
  }

  private List<String> broken() {
    return drifts().stream().filter(each -> !each.holds()).map(Expectation::id).toList();
  }

  private List<Expectation> drifts() {
    return Drift.of(profile(), before, MOST);
  }

  private Profile profile() {
    return Profile.of(kinds, sources, learnedTopics, topics, queryPieces, passagePieces);
  }

  /** Evenly from the least to before the greatest. */
  private static int[] lengths(int n, int from, int to) {
    int[] values = new int[n];
    Arrays.setAll(values, i -> from + i % (to - from));
    return values;
  }
}
