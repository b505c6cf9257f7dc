package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.docent.records.text.PairEncoder.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReciprocalRankTest {
  @Test
  void isOneOverTheRankOfTheBestPositive() {
    assertEquals(1, ReciprocalRank.of(new float[] {3, 2, 1}, group(1, 0, 0)));
    assertEquals(0.5, ReciprocalRank.of(new float[] {2, 3, 1}, group(1, 0, 0)));
    assertEquals(1.0 / 3, ReciprocalRank.of(new float[] {1, 3, 2}, group(1, 0, 0)));
    assertEquals(1, ReciprocalRank.of(new float[] {1, 2, 3}, group(1, 0, 1)));
  }

  @Test
  void allAlikeIsWorst() {
    assertEquals(1.0 / 3, ReciprocalRank.of(new float[] {1, 1, 1}, group(1, 0, 0)));
    float nan = Float.NaN;
    assertEquals(1.0 / 3, ReciprocalRank.of(new float[] {nan, nan, nan}, group(1, 0, 0)));
  }

  @Test
  void needsAPositive() {
    Group none = group(0, 0);
    assertThrows(IllegalArgumentException.class, () -> ReciprocalRank.of(new float[] {1, 2}, none));
  }

  private static Group group(float... labels) {
    List<Float> list = new ArrayList<>();
    for (float label : labels) {
      list.add(label);
    }
    Pair pair = new Pair(new int[0], new int[0]);
    return new Group(1, Collections.nCopies(labels.length, pair), list);
  }
}
