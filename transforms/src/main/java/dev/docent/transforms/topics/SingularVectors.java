package dev.docent.transforms.topics;

import dev.docent.records.lsa.LsaModel;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The result of the truncated SVD: V (terms times topics), the singular values, and the energy of
 * the whole matrix. Immutable.
 *
 * <p>Signs are fixed: in each column of V the value of largest magnitude is positive, of equal ones
 * the first.
 */
final class SingularVectors implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int terms;
  private final float[] vectors;
  private final double[] singularValues;
  private final double energy;

  private SingularVectors(int terms, float[] vectors, double[] singularValues, double energy) {
    this.terms = terms;
    this.vectors = vectors;
    this.singularValues = singularValues;
    this.energy = energy;
  }

  /**
   * Vectors, whose signs are fixed in place.
   *
   * @param vectors V, row after row
   */
  static SingularVectors of(int terms, float[] vectors, double[] singularValues, double energy) {
    int topics = singularValues.length;
    float[] largest = new float[topics];
    for (int i = 0; i < vectors.length; i += topics) {
      for (int topic = 0; topic < topics; topic++) {
        float value = vectors[i + topic];
        if (Math.abs(value) > Math.abs(largest[topic])) {
          largest[topic] = value;
        }
      }
    }
    for (int i = 0; i < vectors.length; i += topics) {
      for (int topic = 0; topic < topics; topic++) {
        vectors[i + topic] = largest[topic] < 0 ? -vectors[i + topic] : vectors[i + topic];
      }
    }
    return new SingularVectors(terms, vectors, singularValues, energy);
  }

  /** Vectors whose signs stay as they are. */
  static SingularVectors unchanged(int terms, float[] vectors, double[] values, double energy) {
    return new SingularVectors(terms, vectors, values, energy);
  }

  int terms() {
    return terms;
  }

  int topics() {
    return singularValues.length;
  }

  double[] singularValues() {
    return singularValues.clone();
  }

  /** The squared Frobenius norm of the matrix. */
  double energy() {
    return energy;
  }

  /** V, row after row; not to be changed. */
  float[] vectors() {
    return vectors;
  }

  float weight(int term, int topic) {
    return vectors[term * topics() + topic];
  }

  /** A term's row of V. */
  float[] row(int term) {
    return Arrays.copyOfRange(vectors, term * topics(), (term + 1) * topics());
  }

  /** Adds a row's place in the space, not scaled, to a sum of as many values as topics. */
  void addProjection(SparseRows rows, int row, double[] sum) {
    int topics = topics();
    for (int i = rows.start(row); i < rows.end(row); i++) {
      int start = rows.column(i) * topics;
      double value = rows.value(i);
      for (int topic = 0; topic < topics; topic++) {
        sum[topic] += value * vectors[start + topic];
      }
    }
  }

  /** A row's place in the space, of unit length; zeros for an empty row. */
  float[] project(SparseRows rows, int row) {
    double[] sum = new double[topics()];
    addProjection(rows, row, sum);
    return LsaModel.unit(sum);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SingularVectors that
        && terms == that.terms
        && energy == that.energy
        && Arrays.equals(singularValues, that.singularValues)
        && Arrays.equals(vectors, that.vectors);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(singularValues) * 31 + terms;
  }
}
