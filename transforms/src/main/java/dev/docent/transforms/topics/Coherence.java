package dev.docent.transforms.topics;

import java.util.ArrayList;
import java.util.List;

/**
 * How well the terms of a topic's positive end go together: the mean normalised pointwise mutual
 * information of their pairs (Bouma, "Normalized (pointwise) mutual information in collocation
 * extraction", 2009), where a document is a section. 1: the terms only ever stand together; 0: as
 * often as by chance; -1: never.
 */
final class Coherence {
  /** Terms of a topic that are paired. */
  static final int TERMS = 10;

  private final int topics;

  /** For each column: topic * TERMS + place, where the term is among the topic's heaviest. */
  private final List<int[]> places;

  private final double[] counts;

  /** Starts the counts of some topics. */
  Coherence(SingularVectors vectors) {
    this.topics = vectors.topics();
    int[][] heaviest = new int[topics][];
    int[] uses = new int[vectors.terms()];
    for (int topic = 0; topic < topics; topic++) {
      heaviest[topic] = heaviest(vectors, topic);
      for (int column : heaviest[topic]) {
        uses[column]++;
      }
    }
    this.places = new ArrayList<>(vectors.terms());
    for (int use : uses) {
      places.add(new int[use]);
    }
    for (int topic = 0; topic < topics; topic++) {
      for (int place = 0; place < heaviest[topic].length; place++) {
        int column = heaviest[topic][place];
        places.get(column)[--uses[column]] = topic * TERMS + place;
      }
    }
    this.counts = new double[topics * TERMS * TERMS];
  }

  /** The heaviest terms of the positive end, which names the topic. */
  private static int[] heaviest(SingularVectors vectors, int topic) {
    return TopTerms.heaviest(vectors.terms(), term -> vectors.weight(term, topic), TERMS);
  }

  /** Counts which of the topics' terms stand in the same row. */
  void add(SparseRows rows) {
    int[] present = new int[topics];
    List<Integer> touched = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int i = rows.start(row); i < rows.end(row); i++) {
        for (int use : places.get(rows.column(i))) {
          int topic = use / TERMS;
          if (present[topic] == 0) {
            touched.add(topic);
          }
          present[topic] |= 1 << (use % TERMS);
        }
      }
      for (int topic : touched) {
        count(topic, present[topic]);
        present[topic] = 0;
      }
      touched.clear();
    }
  }

  private void count(int topic, int present) {
    for (int a = 0; a < TERMS; a++) {
      if ((present & 1 << a) != 0) {
        for (int b = 0; b < TERMS; b++) {
          if ((present & 1 << b) != 0) {
            counts[(topic * TERMS + a) * TERMS + b]++;
          }
        }
      }
    }
  }

  /** A row for each topic: in how many sections terms a and b stand, at {@code a * TERMS + b}. */
  DenseBlock counts() {
    return new DenseBlock(topics, TERMS * TERMS, counts.clone());
  }

  /**
   * A topic's coherence, -1 to 1; 0 where it has no two terms.
   *
   * @param sections all rows of the matrix
   */
  static double of(DenseBlock counts, int topic, long sections) {
    double sum = 0;
    int pairs = 0;
    for (int a = 0; a < TERMS; a++) {
      double countA = counts.get(topic, a * TERMS + a);
      for (int b = a + 1; b < TERMS; b++) {
        double countB = counts.get(topic, b * TERMS + b);
        if (countA > 0 && countB > 0) {
          sum += npmi(counts.get(topic, a * TERMS + b), countA, countB, sections);
          pairs++;
        }
      }
    }
    return pairs == 0 ? 0 : sum / pairs;
  }

  /**
   * Normalised pointwise mutual information, -1 to 1.
   *
   * @param both documents with both terms
   * @param documents all documents
   */
  static double npmi(double both, double countA, double countB, double documents) {
    if (both == 0) {
      return -1;
    }
    if (both == documents) {
      return 1;
    }
    double mutual = Math.log(both * documents / (countA * countB));
    return mutual / -Math.log(both / documents);
  }
}
