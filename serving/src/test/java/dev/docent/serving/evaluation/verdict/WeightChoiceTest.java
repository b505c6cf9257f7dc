package dev.docent.serving.evaluation.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeightChoiceTest {
  private static final Map<String, Double> HALVES = WeightChoice.DEFAULT;

  @Test
  void takesTheBestWhereItIsFarAhead() {
    // Each query prefers the same weight, so the differences have no spread.
    assertEquals(0.1, model(all(0.2), all(0.9), all(0.3)));
    assertEquals(0.0, model(all(0.9), all(0.2), all(0.3)));
  }

  @Test
  void staysNearTheDefaultWhereTheBestIsAheadByChance() {
    // One query of nine speaks for 0.0: mean difference 1/9, standard error 1/9.
    assertEquals(0.2, model(ranks(1, 1), all(0.5), ranks(1, 0)));
    // Four of nine do: 4/9 is more than its standard error of 0.18.
    assertEquals(0.0, model(ranks(4, 1), all(0.1), ranks(4, 0)));
  }

  @Test
  void ofEqualsTakesTheNearestToTheDefault() {
    double[] same = all(.6);
    assertEquals(0.5, model(same, same, same, same, same, same, same, same, same, same, same));
    assertEquals(0.3, model(same, same, same, same, all(.1)));
  }

  @Test
  void tellsHowFarEachWeightIsBehind() {
    WeightChoice choice = choose(ranks(4, 1), all(0.1), ranks(4, 0));
    assertEquals(0, choice.curve().get(0).behind());
    assertEquals(4 / 9.0 + 5 / 9.0 * 0.5, choice.curve().get(0).mrr(), 1e-12);
    double mean = 4 / 9.0;
    double deviation = Math.sqrt((4 * 25 / 81.0 + 5 * 16 / 81.0) / 8);
    assertEquals(mean / (deviation / 3), choice.curve().get(2).behind(), 1e-9);
  }

  @Test
  void withoutPointsThereIsADefaultButNoChoice() {
    assertEquals(new WeightChoice(HALVES, List.of()), WeightChoice.byDefault(false));
    assertEquals(0.5, WeightChoice.byDefault(true).beyondBm25(), 1e-9);
    assertTrue(WeightChoice.grid(true).containsValue(WeightChoice.DEFAULT_WITH_ENCODER));
    assertTrue(WeightChoice.grid(false).containsValue(WeightChoice.DEFAULT));
    assertThrows(IllegalArgumentException.class, () -> WeightChoice.of(Map.of(), Map.of(), HALVES));
    assertThrows(IllegalArgumentException.class, () -> choose(new double[0]));
  }

  @Test
  void theGridsHoldAllWeightsInTenths() {
    assertEquals(11, WeightChoice.grid(false).size());
    assertEquals(
        Map.of("bm25", 0.7, "model", 0.3), WeightChoice.grid(false).get("weights-03-00-00"));
    Map<String, Map<String, Double>> four = WeightChoice.grid(true);
    assertEquals(286, four.size());
    assertEquals(
        Map.of("bm25", 0.3, "model", 0.3, "encoder", 0.3, "lsa", 0.1),
        four.get("weights-03-03-01"));
    assertEquals(286, Set.copyOf(four.values()).size());
    four.values()
        .forEach(
            weights ->
                assertEquals(1, weights.values().stream().mapToDouble(one -> one).sum(), 1e-12));
  }

  private static double model(double[]... reciprocalRanks) {
    return choose(reciprocalRanks).chosen().getOrDefault("model", -1.0);
  }

  /** The i-th array belongs to the weight i / 10 of the model. */
  private static WeightChoice choose(double[]... reciprocalRanks) {
    Map<String, Map<String, Double>> tried = new LinkedHashMap<>();
    Map<String, double[]> values = new LinkedHashMap<>();
    for (int i = 0; i < reciprocalRanks.length; i++) {
      tried.put("w" + i, Map.of("bm25", 1 - i / 10.0, "model", i / 10.0));
      values.put("w" + i, reciprocalRanks[i]);
    }
    return WeightChoice.of(tried, values, HALVES);
  }

  private static double[] all(double value) {
    double[] values = new double[9];
    Arrays.fill(values, value);
    return values;
  }

  /** Nine queries; the first {@code n} have {@code value}, the others 0.5. */
  private static double[] ranks(int n, double value) {
    double[] values = all(0.5);
    Arrays.fill(values, 0, n, value);
    return values;
  }
}
