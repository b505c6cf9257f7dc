package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchOrderTest {
  @Test
  void anEpochTakesEachGroupOnce() {
    BatchOrder order = new BatchOrder(103, 8, i -> i % 10, 1);
    assertEquals(13, order.stepsPerEpoch());
    for (int epoch = 0; epoch < 3; epoch++) {
      Set<Integer> seen = new HashSet<>();
      int count = 0;
      for (int step = 0; step < 13; step++) {
        for (int group : order.batch(epoch * 13L + step)) {
          seen.add(group);
          count++;
        }
      }
      assertEquals(103, seen.size());
      assertEquals(103, count);
    }
  }

  @Test
  void aStepIsTheSameWhereverOneBegins() {
    BatchOrder one = new BatchOrder(50, 4, i -> i, 7);
    BatchOrder other = new BatchOrder(50, 4, i -> i, 7);
    one.batch(3);
    one.batch(60);
    assertArrayEquals(one.batch(29), other.batch(29));
  }

  @Test
  void anotherSeedOrEpochIsAnotherOrder() {
    BatchOrder order = new BatchOrder(200, 8, i -> 1, 7);
    int[] first = order.batch(0);
    assertNotEquals(
        Arrays.toString(first), Arrays.toString(new BatchOrder(200, 8, i -> 1, 8).batch(0)));
    assertNotEquals(Arrays.toString(first), Arrays.toString(order.batch(order.stepsPerEpoch())));
  }

  @Test
  void groupsOfLikeLengthShareABatch() {
    BatchOrder order = new BatchOrder(128, 8, i -> i, 3);
    for (int step = 0; step < 16; step++) {
      int[] batch = order.batch(step);
      int spread = Arrays.stream(batch).max().getAsInt() - Arrays.stream(batch).min().getAsInt();
      assertTrue(spread <= 7, "spread " + spread);
    }
  }

  @Test
  void refusesIllegalValues() {
    assertThrows(IllegalArgumentException.class, () -> new BatchOrder(0, 8, i -> 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new BatchOrder(8, 0, i -> 1, 1));
  }
}
