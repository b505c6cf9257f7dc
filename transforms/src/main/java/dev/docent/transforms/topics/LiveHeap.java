package dev.docent.transforms.topics;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out a matrix's rows and looks now and then at what the heap holds after a full collection:
 * what is in use, without what merely wasn't collected yet.
 */
final class LiveHeap implements LocalSvd.Rows {
  private static final int EVERY = 4;

  private final LocalSvd.Rows rows;
  private final AtomicLong most = new AtomicLong();

  LiveHeap(LocalSvd.Rows rows) {
    this.rows = rows;
  }

  /** The most bytes seen. */
  long most() {
    return most.get();
  }

  @Override
  public int buckets() {
    return rows.buckets();
  }

  @Override
  public SparseRows bucket(int number) {
    SparseRows bucket = rows.bucket(number);
    if (number % EVERY == 0) {
      System.gc();
      most.accumulateAndGet(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
    }
    return bucket;
  }
}
