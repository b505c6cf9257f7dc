package dev.docent.records.lsa;

import dev.docent.records.text.Terms;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a text into a row of the matrix: sublinear term frequency times inverse document frequency,
 * unit length. Immutable.
 *
 * <p>A term's weight is {@code (1 + ln tf) * idf}, where {@code idf = ln((1 + n) / df)} (Sparck
 * Jones, "A statistical interpretation of term specificity", 1972; the 1 keeps a term of every
 * section above zero).
 */
public final class TfIdf implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Integer> columns;
  private final float[] idf;

  /**
   * @param terms the vocabulary; a term's column is its place here
   * @param idf the inverse document frequency of each
   * @throws IllegalArgumentException if the lengths differ or a term is there twice
   */
  public TfIdf(List<String> terms, float[] idf) {
    if (terms.size() != idf.length) {
      throw new IllegalArgumentException(
          "%d terms but %d idf values".formatted(terms.size(), idf.length));
    }
    this.columns = new HashMap<>(terms.size() * 2);
    for (String term : terms) {
      if (columns.put(term, columns.size()) != null) {
        throw new IllegalArgumentException("term '%s' is there twice".formatted(term));
      }
    }
    this.idf = idf.clone();
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
    return (float) Math.log((1.0 + documents) / documentFrequency);
  }

  /** The vocabulary's size. */
  public int terms() {
    return idf.length;
  }

  /** A term's column, -1 where it isn't in the vocabulary. */
  public int column(String term) {
    return columns.getOrDefault(term, -1);
  }

  /** The unit row of a text; empty where no term is in the vocabulary. */
  public SparseVector weigh(String text) {
    Map<Integer, int[]> counts = new HashMap<>();
    Terms.forEach(
        text,
        (surface, term) -> {
          Integer column = columns.get(term);
          if (column != null) {
            counts.computeIfAbsent(column, c -> new int[1])[0]++;
          }
        });
    int[] indices = new int[counts.size()];
    int next = 0;
    for (int column : counts.keySet()) {
      indices[next++] = column;
    }
    Arrays.sort(indices);
    float[] values = new float[indices.length];
    double square = 0;
    for (int i = 0; i < indices.length; i++) {
      double weight = (1 + Math.log(counts.get(indices[i])[0])) * idf[indices[i]];
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
