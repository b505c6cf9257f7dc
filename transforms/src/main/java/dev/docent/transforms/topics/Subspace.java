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
 * the orthonormal basis of Y is the next Q. A shift of the squared singular values lets the
 * subspace turn faster for the same passes (Feng, Yu and Xie, "Algorithm 1043: Faster Randomized
 * SVD with Dynamic Shifts", ACM Transactions on Mathematical Software 50, 2024). In the last pass
 * {@code Q'Y = (AQ)'(AQ)} is the small matrix whose eigenvectors turn Q into the right singular
 * vectors, and whose eigenvalues are the squared singular values (Rayleigh-Ritz).
 */
final class Subspace {
  /** Singular values below this share of the first are rounding noise, not topics. */
  private static final double NOISE = 1e-6;

  /**
   * Least eigenvalue of Y'Y, as a share of the greatest, that gives columns orthogonal to single
   * precision.
   */
  private static final double DEPENDENT = 1e-9;

  static {
    // The runner has a task a core already; more threads would only spin against each other.
    Loader.load(openblas.class);
    openblas_nolapack.blas_set_num_threads(1);
  }

  private Subspace() {}

  /** A random orthonormal basis, the same for the same seed. */
  static Basis start(int terms, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[Math.multiplyExact(terms, columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Basis.of(orthonormal(new DenseBlock(terms, columns, values)).basis(), 0);
  }

  /**
   * The next basis: of {@code (A'A - shift) Q}, with a shift that grows towards half of the least
   * squared singular value within the subspace.
   *
   * @param image {@code A'A Q}; changed
   */
  static Basis next(Basis basis, DenseBlock image) {
    double shift = basis.shift();
    if (shift > 0) {
      for (int i = 0; i < image.values().length; i++) {
        image.values()[i] -= shift * basis.values()[i];
      }
    }
    Orthonormal orthonormal = orthonormal(image);
    double least = orthonormal.leastSingularValue();
    return Basis.of(orthonormal.basis(), least > shift ? (least + shift) / 2 : shift);
  }

  /**
   * An orthonormal basis and the least singular value of the block it spans, 0 where that is lost
   * in rounding.
   */
  record Orthonormal(DenseBlock basis, double leastSingularValue) {}

  /**
   * An orthonormal basis that spans the block's columns: Y = U S W' by the eigenvectors W of the
   * small matrix Y'Y, then {@code U = Y W / S}. It takes two matrix products, a fraction of a QR's
   * time. Where the columns depend on each other, so nearly that Y'Y doesn't tell, by QR.
   */
  static Orthonormal orthonormal(DenseBlock block) {
    int columns = block.columns();
    double[] turn = product(TRANSPOSE, block, block).values();
    double[] rising = eigen(turn, columns);
    double least = rising[0];
    if (!(least > DEPENDENT * rising[columns - 1])) {
      return new Orthonormal(householder(block), 0);
    }
    DenseBlock scaled = DenseBlock.zeros(columns, columns);
    for (int row = 0; row < columns; row++) {
      for (int i = 0; i < columns; i++) {
        int from = columns - 1 - i;
        scaled.values()[row * columns + i] = turn[row * columns + from] / Math.sqrt(rising[from]);
      }
    }
    return new Orthonormal(product(NO_TRANSPOSE, block, scaled), Math.sqrt(least));
  }

  /** Turns a symmetric matrix into its eigenvectors, in columns, and gives the rising values. */
  private static double[] eigen(double[] symmetric, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (symmetric[i * n + j] + symmetric[j * n + i]) / 2;
        symmetric[i * n + j] = mean;
        symmetric[j * n + i] = mean;
      }
    }
    double[] rising = new double[n];
    check(
        "syevd",
        LAPACK.engine.syevd(ROW_MAJOR, EVDJob.VECTORS, UPLO.LOWER, n, symmetric, n, rising));
    return rising;
  }

  /**
   * An orthonormal basis by Householder QR; also where the columns depend on each other. By
   * LAPACK's calls, since {@code Matrix.QR.Q()} of Smile 2.6.0 gives columns that aren't
   * orthogonal.
   */
  static DenseBlock householder(DenseBlock block) {
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
  static SingularVectors ritz(Basis basis, DenseBlock image, int topics, double energy) {
    int columns = basis.columns();
    DenseBlock q = basis.toBlock();
    double[] gram = product(TRANSPOSE, q, image).values();
    double[] rising = eigen(gram, columns);
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
        product(NO_TRANSPOSE, q, turn), Arrays.copyOf(singularValues, kept), energy);
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
