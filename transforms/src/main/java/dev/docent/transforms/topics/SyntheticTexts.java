package dev.docent.transforms.topics;

import dev.docent.records.lsa.SparseVector;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A made-up section-term matrix with the traits of a real one: terms by Zipf's law, rows that mix a
 * few of many hidden topics with everyday words, tf-idf weights, unit length. The same for the same
 * seed, bucket by bucket, so of any number of rows.
 */
final class SyntheticTexts {
  private static final int TOPICS = 150;
  private static final double ZIPF = 1.05;
  private static final double EVERYDAY = 0.4;

  private final int terms;
  private final int termsPerRow;
  private final long seed;
  private final double[] cumulated;
  private final int[][] topicOrder = new int[TOPICS][];

  SyntheticTexts(int terms, int termsPerRow, long seed) {
    this.terms = terms;
    this.termsPerRow = termsPerRow;
    this.seed = seed;
    this.cumulated = new double[terms];
    double sum = 0;
    for (int rank = 0; rank < terms; rank++) {
      sum += 1 / Math.pow(rank + 10.0, ZIPF);
      cumulated[rank] = sum;
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int topic = 0; topic < TOPICS; topic++) {
      topicOrder[topic] = order(random);
    }
  }

  /** A topic's terms, the most frequent first. */
  private int[] order(SplittableRandom random) {
    int[] order = new int[terms];
    for (int i = 0; i < terms; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  SparseRows bucket(int number, int rows) {
    SplittableRandom random = new SplittableRandom(seed + 1 + number);
    SparseRows.Builder builder = new SparseRows.Builder();
    for (int row = 0; row < rows; row++) {
      String id = number + "-" + row;
      builder.add(id, id, row(random));
    }
    return builder.build();
  }

  private SparseVector row(SplittableRandom random) {
    // The square makes some topics a good deal commoner than others.
    double chance = random.nextDouble();
    int[] main = topicOrder[(int) (TOPICS * chance * chance)];
    int[] other = topicOrder[random.nextInt(TOPICS)];
    int[] columns = new int[termsPerRow];
    int[] frequencies = new int[termsPerRow];
    int size = 0;
    while (size < termsPerRow) {
      double kind = random.nextDouble();
      int rank = rank(random);
      int column = kind < EVERYDAY ? rank : kind < 0.85 ? main[rank] : other[rank];
      int place = indexOf(columns, size, column);
      if (place == size) {
        columns[size++] = column;
      }
      frequencies[place]++;
    }
    return weigh(columns, frequencies);
  }

  private int rank(SplittableRandom random) {
    int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[terms - 1]);
    return Math.min(found < 0 ? -found - 1 : found, terms - 1);
  }

  private static int indexOf(int[] columns, int size, int column) {
    int place = 0;
    while (place < size && columns[place] != column) {
      place++;
    }
    return place;
  }

  /** Everyday words, the low columns, weigh little. */
  private SparseVector weigh(int[] columns, int[] frequencies) {
    double[] weights = new double[terms > 0 ? columns.length : 0];
    Integer[] order = new Integer[columns.length];
    double square = 0;
    for (int i = 0; i < columns.length; i++) {
      order[i] = i;
      double idf = Math.min(6, 1 + 0.6 * Math.log(columns[i] + 1.0));
      weights[i] = (1 + Math.log(frequencies[i])) * idf;
      square += weights[i] * weights[i];
    }
    Arrays.sort(order, (a, b) -> Integer.compare(columns[a], columns[b]));
    int[] sorted = new int[columns.length];
    float[] values = new float[columns.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = columns[order[i]];
      values[i] = (float) (weights[order[i]] / Math.sqrt(square));
    }
    return new SparseVector(sorted, values);
  }
}
