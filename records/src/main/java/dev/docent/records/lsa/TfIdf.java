package dev.docent.records.lsa;

import dev.docent.records.text.Terms;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a text into a row of the matrix, of unit length, by a {@link Weighting}. Immutable.
 *
 * <p>By default a term's weight is {@code (1 + ln tf) * idf}, where {@code idf = ln((1 + n) / df)}
 * (Sparck Jones, "A statistical interpretation of term specificity", 1972; the 1 keeps a term of
 * every section above zero).
 */
public final class TfIdf implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Integer> columns;
  private final float[] weights;
  private final Weighting weighting;
  private final double averageLength;

  /** Weighs by sublinear tf-idf; see the other constructor. */
  public TfIdf(List<String> terms, float[] idf) {
    this(terms, idf, Weighting.SUBLINEAR_TF_IDF, 1);
  }

  /**
   * @param terms the vocabulary; a term's column is its place here
   * @param weights the global weight of each
   * @param averageLength known terms of a section on average, above 0
   * @throws IllegalArgumentException if the lengths differ or a term is there twice
   */
  public TfIdf(List<String> terms, float[] weights, Weighting weighting, double averageLength) {
    if (terms.size() != weights.length) {
      throw new IllegalArgumentException(
          "%d terms but %d weights".formatted(terms.size(), weights.length));
    }
    this.columns = new HashMap<>(terms.size() * 2);
    for (String term : terms) {
      if (columns.put(term, columns.size()) != null) {
        throw new IllegalArgumentException("term '%s' is there twice".formatted(term));
      }
    }
    this.weights = weights.clone();
    this.weighting = weighting;
    this.averageLength = averageLength;
  }

  /**
   * The inverse document frequency.
   *
   * @param documentFrequency sections with the term, at least 1
   * @param documents all sections
   */
  public static float idf(long documentFrequency, long documents) {
    if (documentFrequency < 1 || documentFrequency > documents) {
      throw new IllegalArgumentException(
          "illegal document frequency: %d, must be between 1 and %d"
              .formatted(documentFrequency, documents));
    }
    return (float) StrictMath.log((1.0 + documents) / documentFrequency);
  }

  /** The vocabulary's size. */
  public int terms() {
    return weights.length;
  }

  /** A term's column, -1 where it isn't in the vocabulary. */
  public int column(String term) {
    return columns.getOrDefault(term, -1);
  }

  /** The unit row of a text; empty where no term is in the vocabulary. */
  public SparseVector weigh(String text) {
    Map<Integer, int[]> counts = new HashMap<>();
    Terms.forEach(text, (surface, term) -> count(term, counts));
    return weigh(counts);
  }

  /** The unit row of a text that is analyzed already; see {@link Terms#of(String)}. */
  public SparseVector weigh(List<String> terms) {
    Map<Integer, int[]> counts = new HashMap<>();
    terms.forEach(term -> count(term, counts));
    return weigh(counts);
  }

  private void count(String term, Map<Integer, int[]> counts) {
    Integer column = columns.get(term);
    if (column != null) {
      counts.computeIfAbsent(column, c -> new int[1])[0]++;
    }
  }

  private SparseVector weigh(Map<Integer, int[]> counts) {
    int[] indices = new int[counts.size()];
    int next = 0;
    for (int column : counts.keySet()) {
      indices[next++] = column;
    }
    Arrays.sort(indices);
    float[] values = new float[indices.length];
    int length = counts.values().stream().mapToInt(count -> count[0]).sum();
    double square = 0;
    for (int i = 0; i < indices.length; i++) {
      double local = weighting.local(counts.get(indices[i])[0], length / averageLength);
      double weight = local * weights[indices[i]];
      values[i] = (float) weight;
      square += weight * weight;
    }
    if (square > 0) {
      float scale = (float) (1 / Math.sqrt(square));
      for (int i = 0; i < values.length; i++) {
        values[i] *= scale;
      }
    }
    return new SparseVector(indices, values);
  }
}
