package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.text.PairEncoder.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class InBatchTargetsTest {
  @Test
  void cutsPairsIntoTheirHalves() {
    InBatchTargets batch = InBatchTargets.of(List.of(group(1, pair(11, 21), pair(11, 22))), 5);
    assertEquals(1, batch.halves().queries().size());
    assertArrayEquals(new int[] {2, 11, 3}, batch.halves().queries().get(0));
    assertArrayEquals(new int[] {2, 21, 3}, batch.halves().passages().get(0));
    assertArrayEquals(new int[] {2, 22, 3}, batch.halves().passages().get(1));
  }

  @Test
  void everyQueryMeetsEveryPassage() {
    InBatchTargets batch =
        InBatchTargets.of(
            List.of(group(1, pair(11, 21), pair(11, 22)), group(2, pair(12, 23), pair(12, 24))), 1);
    assertEquals(4, batch.width());
    assertArrayEquals(new float[] {1, 0, 0, 0, 0, 0, 1, 0}, batch.target());
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, batch.cell());
  }

  @Test
  void takesNoMoreHardNegativesThanAsked() {
    Group group = group(1, pair(11, 21), pair(11, 22), pair(11, 23));
    assertEquals(1, InBatchTargets.of(List.of(group), 0).width());
    assertEquals(2, InBatchTargets.of(List.of(group), 1).width());
    assertEquals(3, InBatchTargets.of(List.of(group), 9).width());
  }

  @Test
  void aPassageThatAnswersTwoQueriesIsANegativeOfNeither() {
    InBatchTargets batch =
        InBatchTargets.of(
            List.of(group(1, pair(11, 21), pair(11, 22)), group(2, pair(12, 21), pair(12, 22))), 1);
    assertEquals(2, batch.width());
    assertArrayEquals(new float[] {1, 0, 1, 0}, batch.target());
  }

  @Test
  void aQueryAskedTwiceIsReadOnce() {
    InBatchTargets batch =
        InBatchTargets.of(
            List.of(group(1, pair(11, 21), pair(11, 22)), group(2, pair(11, 23), pair(11, 22))), 1);
    assertEquals(1, batch.halves().queries().size());
    assertArrayEquals(new int[] {0, 1, 2, 0, 1, 2}, batch.cell());
  }

  /** The first pair is the positive. */
  private static Group group(long id, Pair... pairs) {
    List<Float> labels =
        java.util.stream.IntStream.range(0, pairs.length).mapToObj(i -> i == 0 ? 1f : 0f).toList();
    return new Group(id, List.of(pairs), labels);
  }

  private static Pair pair(int query, int passage) {
    return new Pair(new int[] {2, query, 3, passage, 3}, new int[] {0, 0, 0, 1, 1});
  }
}
