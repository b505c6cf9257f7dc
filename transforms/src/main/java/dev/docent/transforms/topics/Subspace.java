package dev.docent.transforms.topics;

import static smile.math.blas.Layout.ROW_MAJOR;
import static smile.math.blas.Transpose.NO_TRANSPOSE;
import static smile.math.blas.Transpose.TRANSPOSE;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;
import smile.math.blas.BLAS;
import smile.math.blas.EVDJob;
import smile.math.blas.LAPACK;
import smile.math.blas.Transpose;
import smile.math.blas.UPLO;

/**
 * The dense steps of a randomised block Krylov iteration (Musco and Musco, "Randomized block Krylov
 * methods for stronger and faster approximate singular value decomposition", NIPS 2015; the
 * subspace iteration of Halko, Martinsson and Tropp, "Finding structure with randomness", SIAM
 * Review 53, 2011, that forgets nothing) on the terms' side of a sparse matrix A of sections times
 * terms.
 *
 * <p>From a random block, a pass over the rows gives {@code Y = A'A Q}; what of Y is orthogonal to
 * all blocks so far is the next Q. With S all blocks together, {@code T = S'A'A S} is a small
 * matrix, known from the images without another pass, whose eigenvectors turn S into the right
 * singular vectors, and whose eigenvalues are the squared singular values (Rayleigh-Ritz). A plain
 * subspace iteration keeps the last block alone; to be as accurate it needs blocks of twice the
 * width and more passes.
 */
final class Subspace {
  /** Singular values below this share of the first are single precision's noise, not topics. */
  private static final double NOISE = 1e-3;

  /** What of an image is new, below this share of the first image's size, is rounding noise. */
  private static final double NOTHING_NEW = 1e-5;

  static {
    // The runner has a task a core already; more threads would only spin against each other.
    Loader.load(openblas.class);
    openblas_nolapack.blas_set_num_threads(1);
  }

  private Subspace() {}

  /** A random orthonormal block, the same for the same seed. */
  static Basis start(int terms, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[Math.multiplyExact(terms, columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    DenseBlock block = orthonormal(new DenseBlock(terms, columns, values), 0).basis();
    return Basis.of(block, 0, new double[0]);
  }

  /**
   * The next block: what of the last one's image is orthogonal to all blocks so far.
   *
   * @param bases the blocks so far, in order
   * @param image {@code A'A Q} of the last one; changed
   */
  static Basis next(List<Basis> bases, DenseBlock image) {
    DenseBlock whole = new DenseBlock(image.rows(), image.columns(), image.values().clone());
    double[] within = removeAll(bases, image);
    // The blocks are orthonormal to single precision alone; a second time removes what that left.
    double[] again = removeAll(bases, image);
    for (int i = 0; i < within.length; i++) {
      within[i] += again[i];
    }
    double scale = bases.get(bases.size() - 1).scale();
    Orthonormal fresh = orthonormal(image, NOTHING_NEW * scale);
    DenseBlock basis = orthonormal(fresh.basis(), 0).basis();
    double[] beyond = product(TRANSPOSE, basis, whole).values();
    double[] coefficients = Arrays.copyOf(within, within.length + beyond.length);
    System.arraycopy(beyond, 0, coefficients, within.length, beyond.length);
    return Basis.of(basis, scale > 0 ? scale : fresh.greatest(), coefficients);
  }

  /** Removes from a block its part within the bases, in place; gives the part's coefficients. */
  private static double[] removeAll(List<Basis> bases, DenseBlock block) {
    int rows = bases.stream().mapToInt(Basis::columns).sum();
    double[] coefficients = new double[rows * block.columns()];
    int next = 0;
    for (Basis basis : bases) {
      DenseBlock q = basis.toBlock();
      DenseBlock part = product(TRANSPOSE, q, block);
      add(-1, NO_TRANSPOSE, q, part, block);
      System.arraycopy(part.values(), 0, coefficients, next, part.values().length);
      next += part.values().length;
    }
    return coefficients;
  }

  /** An orthonormal basis, and the greatest singular value of the block it spans. */
  record Orthonormal(DenseBlock basis, double greatest) {}

  /**
   * An orthonormal basis of a block's columns: Y = U S W' by the eigenvectors W of the small matrix
   * Y'Y, then {@code U = Y W / S}. It takes two matrix products, a fraction of a QR's time.
   * Directions whose singular value is at most a bound are left out.
   */
  static Orthonormal orthonormal(DenseBlock block, double bound) {
    int columns = block.columns();
    double[] turn = product(TRANSPOSE, block, block).values();
    double[] rising = eigen(turn, columns);
    int first = 0;
    double least = Math.max(bound * bound, columns == 0 ? 0 : 1e-13 * rising[columns - 1]);
    while (first < columns && !(rising[first] > least)) {
      first++;
    }
    int kept = columns - first;
    DenseBlock scaled = DenseBlock.zeros(columns, kept);
    for (int row = 0; row < columns; row++) {
      for (int i = 0; i < kept; i++) {
        int from = columns - 1 - i;
        scaled.values()[row * kept + i] = turn[row * columns + from] / Math.sqrt(rising[from]);
      }
    }
    return new Orthonormal(
        product(NO_TRANSPOSE, block, scaled), kept == 0 ? 0 : Math.sqrt(rising[columns - 1]));
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
    if (n > 0) {
      int info =
          LAPACK.engine.syevd(ROW_MAJOR, EVDJob.VECTORS, UPLO.LOWER, n, symmetric, n, rising);
      if (info != 0) {
        throw new IllegalStateException("LAPACK's syevd failed with " + info);
      }
    }
    return rising;
  }

  /**
   * The right singular vectors and singular values within the blocks' span.
   *
   * @param bases all blocks
   * @param image {@code A'A Q} of the last one
   * @param topics at most this many are kept; fewer where the matrix has a lower rank
   * @param energy the squared Frobenius norm of A
   */
  static SingularVectors ritz(List<Basis> bases, DenseBlock image, int topics, double energy) {
    int n = bases.stream().mapToInt(Basis::columns).sum();
    double[] turn = gram(bases, image, n);
    double[] rising = eigen(turn, n);
    double first = Math.sqrt(Math.max(0, rising[n - 1]));
    int kept = 0;
    double[] singularValues = new double[Math.min(topics, n)];
    for (int i = 0; i < singularValues.length; i++) {
      singularValues[i] = Math.sqrt(Math.max(0, rising[n - 1 - i]));
      kept += singularValues[i] > NOISE * first ? 1 : 0;
    }
    DenseBlock vectors = DenseBlock.zeros(image.rows(), kept);
    int start = 0;
    for (Basis basis : bases) {
      DenseBlock part = DenseBlock.zeros(basis.columns(), kept);
      for (int row = 0; row < basis.columns(); row++) {
        for (int i = 0; i < kept; i++) {
          part.values()[row * kept + i] = turn[(start + row) * n + n - 1 - i];
        }
      }
      add(1, NO_TRANSPOSE, basis.toBlock(), part, vectors);
      start += basis.columns();
    }
    return SingularVectors.of(vectors, Arrays.copyOf(singularValues, kept), energy);
  }

  /** {@code S'A'A S}: of each block's image the part within the blocks up to it, mirrored. */
  private static double[] gram(List<Basis> bases, DenseBlock image, int n) {
    double[] gram = new double[n * n];
    int first = 0;
    for (int block = 0; block < bases.size(); block++) {
      int columns = bases.get(block).columns();
      int last = first + columns;
      double[] part =
          block + 1 < bases.size() ? bases.get(block + 1).coefficients() : removeAll(bases, image);
      for (int row = 0; row < last; row++) {
        for (int c = 0; c < columns; c++) {
          gram[row * n + first + c] = part[row * columns + c];
          if (row < first) {
            gram[(first + c) * n + row] = part[row * columns + c];
          }
        }
      }
      first = last;
    }
    return gram;
  }

  private static DenseBlock product(Transpose transposeLeft, DenseBlock left, DenseBlock right) {
    int rows = transposeLeft == TRANSPOSE ? left.columns() : left.rows();
    DenseBlock product = DenseBlock.zeros(rows, right.columns());
    add(1, transposeLeft, left, right, product);
    return product;
  }

  /** Adds a product, times a factor, to a sum. */
  private static void add(
      double factor, Transpose transposeLeft, DenseBlock left, DenseBlock right, DenseBlock sum) {
    if (sum.values().length > 0 && right.rows() > 0) {
      BLAS.engine.gemm(
          ROW_MAJOR,
          transposeLeft,
          NO_TRANSPOSE,
          sum.rows(),
          sum.columns(),
          right.rows(),
          factor,
          left.values(),
          left.columns(),
          right.values(),
          right.columns(),
          1,
          sum.values(),
          sum.columns());
    }
  }
}
