package dev.docent.serving.evaluation.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.docent.serving.evaluation.verdict.WeightChoice.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightChoiceTest {
  @Test
  void takesTheBestWhereverItStands() {
    assertEquals(0.1, chosen(0.2, 0.9, 0.3));
    assertEquals(0.0, chosen(0.9, 0.2, 0.3));
    assertEquals(0.2, chosen(0.1, 0.2, 0.3));
  }

  @Test
  void ofEqualsTakesTheNearestToTheMiddle() {
    assertEquals(0.5, chosen(.6, .6, .6, .6, .6, .6, .6, .6, .6, .6, .6));
    assertEquals(0.7, chosen(.6, .6, .6, .1, .1, .1, .1, .6, .6, .6, .6));
    assertEquals(0.5, chosen(.1, .1, .1, .1, .1, .6, .6, .1, .1, .1, .1));
  }

  @Test
  void ofTwoEquallyNearTakesTheSmaller() {
    assertEquals(0.4, chosen(.1, .1, .1, .1, .6, .2, .6, .1, .1, .1, .1));
  }

  @Test
  void roundingMakesNoDifference() {
    assertEquals(0.5, chosen(.1, .1, .1, .1, .1, .6, .6 + 1e-13, .1, .1, .1, .1));
  }

  @Test
  void theOrderOfThePointsDoesNotMatter() {
    List<Point> points = points(.1, .1, .1, .1, .6, .2, .6, .1, .1, .1, .1);
    Collections.reverse(points);
    WeightChoice choice = WeightChoice.of(points);
    assertEquals(0.4, choice.chosen());
    assertEquals(0.0, choice.curve().get(0).weight());
  }

  @Test
  void withoutPointsThereIsADefaultButNoChoice() {
    assertEquals(new WeightChoice(0.5, List.of()), WeightChoice.byDefault());
    assertThrows(IllegalArgumentException.class, () -> WeightChoice.of(List.of()));
  }

  @Test
  void theGridGoesFromBm25AloneToTheModelAlone() {
    assertEquals(11, WeightChoice.grid().size());
    assertEquals(0.3, WeightChoice.grid().get("weight-0.3"));
    assertEquals(Map.of("bm25", 0.7, "model", 0.3), WeightChoice.weights(0.3));
    assertEquals(Map.of("bm25", 0.0, "model", 1.0), WeightChoice.weights(1));
  }

  private static double chosen(double... mrr) {
    return WeightChoice.of(points(mrr)).chosen();
  }

  private static List<Point> points(double... mrr) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < mrr.length; i++) {
      points.add(new Point(i / 10.0, mrr[i]));
    }
    return points;
  }
}
