package dev.docent.transforms.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The steps of {@link TruncatedSvd} in one process, for tests and measurements: the same kernel,
 * the same result to the last bit.
 */
final class LocalSvd {
  private final Rows rows;
  private final int threads;

  /** Rows in buckets, which may be read from a file for each pass. */
  interface Rows {
    /** How many buckets there are. */
    int buckets();

    /** A bucket; called by several threads. */
    SparseRows bucket(int number);

    static Rows of(List<SparseRows> buckets) {
      return new Rows() {
        @Override
        public int buckets() {
          return buckets.size();
        }

        @Override
        public SparseRows bucket(int number) {
          return buckets.get(number);
        }
      };
    }
  }

  /**
   * @param threads workers of a pass, each with a block of terms times l of its own
   */
  LocalSvd(Rows rows, int threads) {
    this.rows = rows;
    this.threads = threads;
  }

  SingularVectors decompose(SvdShape shape, int powerIterations, long seed) {
    List<Basis> bases = new ArrayList<>();
    bases.add(Subspace.start(shape.terms(), shape.columns(), seed));
    Image image = pass(bases.get(0), shape);
    for (int i = 0; i <= powerIterations; i++) {
      bases.add(Subspace.next(bases, image.block()));
      image = pass(bases.get(i + 1), shape);
    }
    return Subspace.ritz(bases, image.block(), shape.topics(), image.energy());
  }

  private record Image(DenseBlock block, double energy) {}

  private Image pass(Basis basis, SvdShape shape) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<GramSum>> parts = new ArrayList<>();
      for (int worker = 0; worker < threads; worker++) {
        int first = worker;
        parts.add(workers.submit(() -> share(basis, shape, first)));
      }
      DenseBlock sum = DenseBlock.zeros(basis.rows(), basis.columns());
      double energy = 0;
      for (Future<GramSum> part : parts) {
        sum.add(part.get().sum());
        energy += part.get().energy();
      }
      return new Image(sum, energy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a pass failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private GramSum share(Basis basis, SvdShape shape, int first) {
    GramSum sum = new GramSum(basis, shape.sections());
    for (int bucket = first; bucket < rows.buckets(); bucket += threads) {
      sum.add(rows.bucket(bucket));
    }
    return sum;
  }
}
