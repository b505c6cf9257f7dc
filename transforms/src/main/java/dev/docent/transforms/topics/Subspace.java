package dev.docent.transforms.topics;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import smile.math.blas.UPLO;
import smile.math.matrix.Matrix;

/**
 * The dense steps of randomised subspace iteration (Halko, Martinsson and Tropp, "Finding structure
 * with randomness", SIAM Review 53, 2011, algorithms 4.4 and 5.1) on the terms' side of a sparse
 * matrix A of sections times terms.
 *
 * <p>A block Q of terms times l spans the subspace. A pass over the rows gives {@code Y = A'A Q};
 * the orthonormal basis of Y is the next Q. In the last pass {@code Q'Y = (AQ)'(AQ)} is the small
 * matrix whose eigenvectors turn Q into the right singular vectors, and whose eigenvalues are the
 * squared singular values (Rayleigh-Ritz).
 */
final class Subspace {
  /** Singular values below this share of the first are rounding noise, not topics. */
  private static final double NOISE = 1e-6;

  private Subspace() {}

  /** A random orthonormal block, the same for the same seed. */
  static DenseBlock start(int terms, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[Math.multiplyExact(terms, columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return orthonormal(new DenseBlock(terms, columns, values));
  }

  /** Adds {@code a'(a q)} for each row a to a sum of the block's shape. */
  static void addGram(SparseRows rows, DenseBlock block, double[] sum) {
    int columns = block.columns();
    double[] q = block.values();
    double[] product = new double[columns];
    for (int row = 0; row < rows.size(); row++) {
      int start = rows.start(row);
      int end = rows.end(row);
      Arrays.fill(product, 0);
      for (int i = start; i < end; i++) {
        addScaled(product, 0, rows.value(i), q, rows.column(i) * columns, columns);
      }
      for (int i = start; i < end; i++) {
        addScaled(sum, rows.column(i) * columns, rows.value(i), product, 0, columns);
      }
    }
  }

  /** The loop all time goes into, apart so that the JIT turns it into vector code. */
  private static void addScaled(
      double[] target, int targetStart, double scale, double[] source, int sourceStart, int n) {
    for (int c = 0; c < n; c++) {
      target[targetStart + c] += scale * source[sourceStart + c];
    }
  }

  /** An orthonormal basis of the block's columns, by Householder QR. */
  static DenseBlock orthonormal(DenseBlock block) {
    return fromMatrix(toMatrix(block).qr(true).Q());
  }

  /**
   * The right singular vectors and singular values within a subspace.
   *
   * @param basis orthonormal Q
   * @param image {@code A'A Q}
   * @param topics at most this many are kept
   * @param energy the squared Frobenius norm of A
   */
  static SingularVectors ritz(DenseBlock basis, DenseBlock image, int topics, double energy) {
    Matrix q = toMatrix(basis);
    int columns = basis.columns();
    Matrix gram = q.tm(toMatrix(image));
    Matrix symmetric = new Matrix(columns, columns);
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        symmetric.set(i, j, (gram.get(i, j) + gram.get(j, i)) / 2);
      }
    }
    Matrix.EVD eigen = symmetric.uplo(UPLO.LOWER).eigen().sort();
    double first = Math.sqrt(Math.max(0, eigen.wr[0]));
    int kept = 0;
    double[] singularValues = new double[Math.min(topics, columns)];
    for (int i = 0; i < singularValues.length; i++) {
      singularValues[i] = Math.sqrt(Math.max(0, eigen.wr[i]));
      kept += singularValues[i] > NOISE * first ? 1 : 0;
    }
    DenseBlock vectors = fromMatrix(q.mm(eigen.Vr));
    return SingularVectors.of(vectors, Arrays.copyOf(singularValues, kept), energy);
  }

  private static Matrix toMatrix(DenseBlock block) {
    int rows = block.rows();
    int columns = block.columns();
    double[] values = new double[block.values().length];
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        values[c * rows + r] = block.values()[r * columns + c];
      }
    }
    return new Matrix(rows, columns, rows, DoubleBuffer.wrap(values));
  }

  private static DenseBlock fromMatrix(Matrix matrix) {
    int rows = matrix.nrows();
    int columns = matrix.ncols();
    double[] values = new double[Math.multiplyExact(rows, columns)];
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        values[r * columns + c] = matrix.get(r, c);
      }
    }
    return new DenseBlock(rows, columns, values);
  }
}
