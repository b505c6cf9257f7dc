package dev.docent.transforms.topics;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * A section that stands for a topic, with its row.
 *
 * @param load how much of the row lies along the topic; greater is more typical
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by load and id alone.
record Exemplar(float load, String sectionId, int[] columns, float[] values)
    implements Serializable {
  /** Sections that tell whether a topic is one text over and over. */
  static final int PER_TOPIC = 20;

  /** Fewer sections than this are too few to tell. */
  private static final int FEWEST = 5;

  /** The more typical one is greater; of equals the one of the lexically first id. */
  static final class ByLoad implements Comparator<Exemplar>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Exemplar a, Exemplar b) {
      int byLoad = Float.compare(a.load, b.load);
      return byLoad != 0 ? byLoad : b.sectionId.compareTo(a.sectionId);
    }
  }

  /**
   * The mean cosine of all pairs of rows, 0 to 1: near 1 where they are one text with a few words
   * changed; 0 for fewer than {@value #FEWEST}.
   *
   * @param exemplars in an order that doesn't depend on the runner
   */
  static double sameness(List<Exemplar> exemplars) {
    int n = exemplars.size();
    if (n < FEWEST) {
      return 0;
    }
    double sum = 0;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < a; b++) {
        sum += exemplars.get(a).cosine(exemplars.get(b));
      }
    }
    return Math.min(1, sum / (n * (n - 1) / 2.0));
  }

  private double cosine(Exemplar other) {
    double sum = 0;
    int i = 0;
    int j = 0;
    while (i < columns.length && j < other.columns.length) {
      if (columns[i] == other.columns[j]) {
        sum += (double) values[i++] * other.values[j++];
      } else if (columns[i] < other.columns[j]) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }
}
