package dev.docent.transforms.topics;

import static smile.math.blas.Layout.ROW_MAJOR;
import static smile.math.blas.Transpose.NO_TRANSPOSE;
import static smile.math.blas.Transpose.TRANSPOSE;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;
import smile.math.blas.BLAS;
import smile.math.blas.EVDJob;
import smile.math.blas.LAPACK;
import smile.math.blas.Side;
import smile.math.blas.Transpose;
import smile.math.blas.UPLO;

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

  static {
    // The runner has a task a core already; more threads would only spin against each other.
    Loader.load(openblas.class);
    openblas_nolapack.blas_set_num_threads(1);
  }

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

  /**
   * An orthonormal basis that spans the block's columns, by Householder QR; also where the columns
   * depend on each other. By LAPACK's calls, since {@code Matrix.QR.Q()} of Smile 2.6.0 gives
   * columns that aren't orthogonal.
   */
  static DenseBlock orthonormal(DenseBlock block) {
    int rows = block.rows();
    int columns = block.columns();
    double[] factors = block.values().clone();
    double[] tau = new double[columns];
    check("geqrf", LAPACK.engine.geqrf(ROW_MAJOR, rows, columns, factors, columns, tau));
    DenseBlock basis = DenseBlock.zeros(rows, columns);
    for (int i = 0; i < columns; i++) {
      basis.values()[i * columns + i] = 1;
    }
    check(
        "ormqr",
        LAPACK.engine.ormqr(
            ROW_MAJOR,
            Side.LEFT,
            NO_TRANSPOSE,
            rows,
            columns,
            columns,
            factors,
            columns,
            tau,
            basis.values(),
            columns));
    return basis;
  }

  /**
   * The right singular vectors and singular values within a subspace.
   *
   * @param basis orthonormal Q
   * @param image {@code A'A Q}
   * @param topics at most this many are kept; fewer where the matrix has a lower rank
   * @param energy the squared Frobenius norm of A
   */
  static SingularVectors ritz(DenseBlock basis, DenseBlock image, int topics, double energy) {
    int columns = basis.columns();
    double[] gram = product(TRANSPOSE, basis, image).values();
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (gram[i * columns + j] + gram[j * columns + i]) / 2;
        gram[i * columns + j] = mean;
        gram[j * columns + i] = mean;
      }
    }
    double[] rising = new double[columns];
    check(
        "syevd",
        LAPACK.engine.syevd(ROW_MAJOR, EVDJob.VECTORS, UPLO.LOWER, columns, gram, columns, rising));
    double first = Math.sqrt(Math.max(0, rising[columns - 1]));
    int kept = 0;
    double[] singularValues = new double[Math.min(topics, columns)];
    for (int i = 0; i < singularValues.length; i++) {
      singularValues[i] = Math.sqrt(Math.max(0, rising[columns - 1 - i]));
      kept += singularValues[i] > NOISE * first ? 1 : 0;
    }
    DenseBlock turn = DenseBlock.zeros(columns, kept);
    for (int row = 0; row < columns; row++) {
      for (int i = 0; i < kept; i++) {
        turn.values()[row * kept + i] = gram[row * columns + columns - 1 - i];
      }
    }
    return SingularVectors.of(
        product(NO_TRANSPOSE, basis, turn), Arrays.copyOf(singularValues, kept), energy);
  }

  private static DenseBlock product(Transpose transposeLeft, DenseBlock left, DenseBlock right) {
    int rows = transposeLeft == TRANSPOSE ? left.columns() : left.rows();
    DenseBlock product = DenseBlock.zeros(rows, right.columns());
    if (product.values().length > 0) {
      BLAS.engine.gemm(
          ROW_MAJOR,
          transposeLeft,
          NO_TRANSPOSE,
          rows,
          right.columns(),
          right.rows(),
          1,
          left.values(),
          left.columns(),
          right.values(),
          right.columns(),
          0,
          product.values(),
          right.columns());
    }
    return product;
  }

  private static void check(String routine, int info) {
    if (info != 0) {
      throw new IllegalStateException("LAPACK's %s failed with %d".formatted(routine, info));
    }
  }
}
