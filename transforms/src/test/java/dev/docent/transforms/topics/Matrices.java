package dev.docent.transforms.topics;

import dev.docent.records.lsa.SparseVector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import smile.math.matrix.Matrix;

/** Random sparse matrices with a falling spectrum, and what a dense solver says of them. */
final class Matrices {
  private Matrices() {}

  /** Rows that mix a few hidden subjects, as texts do. */
  static double[][] random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] matrix = new double[rows][columns];
    int subjects = 6;
    for (double[] row : matrix) {
      int subject = random.nextInt(subjects);
      for (int c = 0; c < columns; c++) {
        boolean own = c % subjects == subject;
        if (random.nextDouble() < (own ? 0.5 : 0.05)) {
          row[c] = random.nextDouble() * (own ? 1 + subject : 0.3);
        }
      }
    }
    return matrix;
  }

  /** The matrix in chunks of so many rows. */
  static List<SparseRows> chunks(double[][] matrix, int rowsAChunk) {
    List<SparseRows> chunks = new ArrayList<>();
    for (int start = 0; start < matrix.length; start += rowsAChunk) {
      SparseRows.Builder builder = new SparseRows.Builder();
      for (int r = start; r < Math.min(matrix.length, start + rowsAChunk); r++) {
        builder.add("s" + r, "a" + r, sparse(matrix[r]));
      }
      chunks.add(builder.build());
    }
    return chunks;
  }

  static SparseVector sparse(double[] row) {
    int n = 0;
    for (double value : row) {
      n += value != 0 ? 1 : 0;
    }
    int[] indices = new int[n];
    float[] values = new float[n];
    int next = 0;
    for (int c = 0; c < row.length; c++) {
      if (row[c] != 0) {
        indices[next] = c;
        values[next++] = (float) row[c];
      }
    }
    return new SparseVector(indices, values);
  }

  /** Random values. */
  static DenseBlock block(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DenseBlock block = DenseBlock.zeros(rows, columns);
    for (int i = 0; i < block.values().length; i++) {
      block.values()[i] = random.nextGaussian();
    }
    return block;
  }

  /** A decomposition with these vectors. */
  static SingularVectors vectors(DenseBlock block, double[] singularValues, double energy) {
    float[] vectors = new float[block.values().length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) block.values()[i];
    }
    return SingularVectors.of(block.rows(), vectors, singularValues, energy);
  }

  static double energy(double[][] matrix) {
    double energy = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        energy += (double) (float) value * (float) value;
      }
    }
    return energy;
  }

  /** The dense decomposition, by LAPACK. */
  static Matrix.SVD dense(double[][] matrix) {
    double[][] floats = new double[matrix.length][];
    for (int r = 0; r < floats.length; r++) {
      floats[r] = new double[matrix[r].length];
      for (int c = 0; c < floats[r].length; c++) {
        floats[r][c] = (float) matrix[r][c];
      }
    }
    return new Matrix(floats).svd();
  }
}
