package dev.docent.transforms.topics;

import static smile.math.blas.Layout.ROW_MAJOR;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import smile.math.blas.EVDJob;
import smile.math.blas.LAPACK;
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

  /** Below this share of the greatest, eigenvalues of Y'Y in single precision are rounding. */
  private static final double ROUNDING = 1e-9;

  /** What of an image is new, below this share of the first image's size, is rounding noise. */
  private static final double NOTHING_NEW = 1e-5;

  /** Of a unit vector less than this is left without the other bases where it was rounding. */
  private static final double MOSTLY_ROUNDING = 0.5;

  private Subspace() {}

  /** A random orthonormal block, the same for the same seed. */
  static Basis start(int terms, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[Math.multiplyExact(terms, columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    try (TallBlock block = TallBlock.of(new DenseBlock(terms, columns, values));
        Orthonormal basis = orthonormal(block, 0)) {
      return Basis.of(basis.basis(), 0, new double[0]);
    }
  }

  /**
   * The next block: what of the last one's image is orthogonal to all blocks so far.
   *
   * @param bases the blocks so far, in order
   * @param image {@code A'A Q} of the last one
   */
  static Basis next(List<Basis> bases, DenseBlock image) {
    try (TallBlock rest = TallBlock.of(image)) {
      double[] within = new double[size(bases) * rest.columns()];
      removeNearest(bases, rest, within);
      double scale = bases.get(bases.size() - 1).scale();
      try (Orthonormal fresh = orthonormal(rest, NOTHING_NEW * scale)) {
        // Of what was small before, rounding's part is large now.
        double[] left = new double[size(bases) * fresh.basis().columns()];
        remove(bases, 0, fresh.basis(), left);
        add(within, left, fresh);
        try (Orthonormal basis = orthonormal(fresh.basis(), MOSTLY_ROUNDING)) {
          double[] beyond = basis.basis().transposedTimes(rest);
          double[] coefficients = Arrays.copyOf(within, within.length + beyond.length);
          System.arraycopy(beyond, 0, coefficients, within.length, beyond.length);
          return Basis.of(basis.basis(), scale > 0 ? scale : fresh.greatest(), coefficients);
        }
      }
    }
  }

  private static int size(List<Basis> bases) {
    return bases.stream().mapToInt(Basis::columns).sum();
  }

  /** Adds what an orthonormal basis had in other bases, in terms of the block it was made of. */
  private static void add(double[] within, double[] left, Orthonormal fresh) {
    int kept = fresh.basis().columns();
    int columns = kept == 0 ? 0 : fresh.back().length / kept;
    for (int row = 0; kept > 0 && row < left.length / kept; row++) {
      for (int i = 0; i < kept; i++) {
        double share = left[row * kept + i];
        for (int c = 0; c < columns; c++) {
          within[row * columns + c] += share * fresh.back()[i * columns + c];
        }
      }
    }
  }

  /**
   * Removes from an image its part within the last two bases; but for rounding it has none in those
   * before, since A'A is symmetric.
   */
  private static void removeNearest(List<Basis> bases, TallBlock image, double[] coefficients) {
    remove(bases, Math.max(0, bases.size() - 2), image, coefficients);
  }

  /**
   * Removes from a block, in place, its part within the bases from one on; adds up its
   * coefficients.
   */
  private static void remove(List<Basis> bases, int from, TallBlock block, double[] coefficients) {
    int start = size(bases.subList(0, from)) * block.columns();
    for (Basis basis : bases.subList(from, bases.size())) {
      try (TallBlock q = TallBlock.of(basis)) {
        double[] part = q.transposedTimes(block);
        block.addProduct(-1, q, part);
        for (int i = 0; i < part.length; i++) {
          coefficients[start + i] += part[i];
        }
        start += part.length;
      }
    }
  }

  /**
   * An orthonormal basis of a block. To be closed.
   *
   * @param greatest the block's greatest singular value
   * @param back the small matrix that turns the basis into the block, row after row
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Orthonormal(TallBlock basis, double greatest, double[] back) implements AutoCloseable {
    @Override
    public void close() {
      basis.close();
    }
  }

  /**
   * An orthonormal basis of a block's columns: Y = U S W' by the eigenvectors W of the small matrix
   * Y'Y, then {@code U = Y W / S}. It takes two matrix products, a fraction of a QR's time.
   * Directions whose singular value is at most a bound, or single precision's noise, are left out.
   */
  static Orthonormal orthonormal(TallBlock block, double bound) {
    int columns = block.columns();
    double[] turn = block.transposedTimes(block);
    double[] rising = eigen(turn, columns);
    int first = 0;
    double least = Math.max(bound * bound, columns == 0 ? 0 : ROUNDING * rising[columns - 1]);
    while (first < columns && !(rising[first] > least)) {
      first++;
    }
    int kept = columns - first;
    double[] scaled = new double[columns * kept];
    double[] back = new double[kept * columns];
    for (int row = 0; row < columns; row++) {
      for (int i = 0; i < kept; i++) {
        int from = columns - 1 - i;
        double size = Math.sqrt(rising[from]);
        scaled[row * kept + i] = turn[row * columns + from] / size;
        back[i * columns + row] = turn[row * columns + from] * size;
      }
    }
    TallBlock basis = TallBlock.zeros(block.rows(), kept);
    basis.addProduct(1, block, scaled);
    return new Orthonormal(basis, kept == 0 ? 0 : Math.sqrt(rising[columns - 1]), back);
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
    try (TallBlock vectors = TallBlock.zeros(image.rows(), kept)) {
      int start = 0;
      for (Basis basis : bases) {
        double[] part = new double[basis.columns() * kept];
        for (int row = 0; row < basis.columns(); row++) {
          for (int i = 0; i < kept; i++) {
            part[row * kept + i] = turn[(start + row) * n + n - 1 - i];
          }
        }
        try (TallBlock q = TallBlock.of(basis)) {
          vectors.addProduct(1, q, part);
        }
        start += basis.columns();
      }
      return SingularVectors.of(
          image.rows(), vectors.toArray(), Arrays.copyOf(singularValues, kept), energy);
    }
  }

  /** {@code S'A'A S}: of each block's image the part within the blocks up to it, mirrored. */
  private static double[] gram(List<Basis> bases, DenseBlock image, int n) {
    double[] gram = new double[n * n];
    double[] last = new double[n * image.columns()];
    try (TallBlock rest = TallBlock.of(image)) {
      removeNearest(bases, rest, last);
    }
    int first = 0;
    for (int block = 0; block < bases.size(); block++) {
      int columns = bases.get(block).columns();
      int end = first + columns;
      double[] part = block + 1 < bases.size() ? bases.get(block + 1).coefficients() : last;
      for (int row = 0; row < end; row++) {
        for (int c = 0; c < columns; c++) {
          gram[row * n + first + c] = part[row * columns + c];
          if (row < first) {
            gram[(first + c) * n + row] = part[row * columns + c];
          }
        }
      }
      first = end;
    }
    return gram;
  }
}
