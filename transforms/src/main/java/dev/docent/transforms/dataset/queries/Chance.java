package dev.docent.transforms.dataset.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Choices by a seeded generator. */
public final class Chance {
  private Chance() {}

  /** A shuffled copy (Fisher and Yates). */
  public static <T> List<T> shuffled(List<T> items, SplittableRandom random) {
    List<T> copy = new ArrayList<>(items);
    for (int i = copy.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T swapped = copy.get(i);
      copy.set(i, copy.get(j));
      copy.set(j, swapped);
    }
    return copy;
  }

  static <T> T oneOf(List<T> items, SplittableRandom random) {
    return items.get(random.nextInt(items.size()));
  }

  /** An index drawn with the given weights, of which one at least is above 0. */
  static int weighted(double[] weights, SplittableRandom random) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double place = random.nextDouble() * sum;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        place -= weights[i];
        if (place < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
