package dev.docent.models.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which groups each step trains on: every epoch takes each group once, in an order that depends on
 * nothing but the seed and the epoch. Groups of like length share a batch, so that little is spent
 * on padding; batches are mixed again after that.
 */
final class BatchOrder {
  /** Groups are sorted by length within so many batches of the shuffled order. */
  private static final int SORTED_BATCHES = 16;

  private final int groups;
  private final int batchSize;
  private final IntUnaryOperator length;
  private final long seed;
  private long epoch = -1;
  private List<int[]> batches = List.of();

  /**
   * An order of so many groups.
   *
   * @param length gives a group's longest pair
   */
  BatchOrder(int groups, int batchSize, IntUnaryOperator length, long seed) {
    if (groups < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "illegal groups or batchSize value: %d, %d, must be at least 1"
              .formatted(groups, batchSize));
    }
    this.groups = groups;
    this.batchSize = batchSize;
    this.length = length;
    this.seed = seed;
  }

  /** Steps that take each group once. */
  int stepsPerEpoch() {
    return (groups + batchSize - 1) / batchSize;
  }

  /** The indices of the groups of a step, counted from 0. */
  synchronized int[] batch(long step) {
    long wanted = step / stepsPerEpoch();
    if (wanted != epoch) {
      batches = shuffled(wanted);
      epoch = wanted;
    }
    return batches.get((int) (step % stepsPerEpoch())).clone();
  }

  private List<int[]> shuffled(long epochNumber) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + epochNumber);
    List<Integer> order = new ArrayList<>(IntStream.range(0, groups).boxed().toList());
    Collections.shuffle(order, random);
    int chunk = SORTED_BATCHES * batchSize;
    for (int start = 0; start < groups; start += chunk) {
      order
          .subList(start, Math.min(groups, start + chunk))
          .sort(Comparator.comparingInt(length::applyAsInt));
    }
    int[] flat = order.stream().mapToInt(Integer::intValue).toArray();
    List<int[]> cut = new ArrayList<>();
    for (int start = 0; start < groups; start += batchSize) {
      cut.add(Arrays.copyOfRange(flat, start, Math.min(groups, start + batchSize)));
    }
    Collections.shuffle(cut, random);
    return cut;
  }
}
