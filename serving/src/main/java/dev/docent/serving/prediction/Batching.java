package dev.docent.serving.prediction;

import dev.docent.records.UserException;
import java.util.ArrayList;
import java.util.List;

/**
 * How requests are joined into batches; the names are those of TF-Serving's batching parameters.
 *
 * @param maxBatchSize pairs or texts in a batch at most, 1 or more
 * @param batchTimeoutMicros how long the first of a batch that isn't full waits for others; 0 for
 *     not at all: what came while the batch before was computed is joined anyway
 * @param maxEnqueuedBatches full batches that may wait, 1 or more; what goes beyond is refused
 * @param numBatchThreads batches that are computed at a time, 1 or more
 * @param allowedBatchSizes sizes that a batch is filled up to, rising, the last of them {@code
 *     maxBatchSize}; empty for any size
 */
public record Batching(
    int maxBatchSize,
    long batchTimeoutMicros,
    int maxEnqueuedBatches,
    int numBatchThreads,
    List<Integer> allowedBatchSizes) {
  /** TensorFlow spreads one batch over all cores, so one runs at a time. */
  public static final Batching DEFAULT = new Batching(32, 0, 32, 1, List.of());

  /**
   * @throws UserException if a value is out of its range
   */
  public Batching {
    check("max-batch-size", maxBatchSize, 1);
    check("batch-timeout-micros", batchTimeoutMicros, 0);
    check("max-enqueued-batches", maxEnqueuedBatches, 1);
    check("num-batch-threads", numBatchThreads, 1);
    allowedBatchSizes = List.copyOf(allowedBatchSizes);
    int before = 0;
    for (int size : allowedBatchSizes) {
      if (size <= before) {
        throw new UserException(
            "--allowed-batch-sizes is %s; the sizes must rise from 1 on"
                .formatted(allowedBatchSizes));
      }
      before = size;
    }
    if (before != 0 && before != maxBatchSize) {
      throw new UserException(
          "--allowed-batch-sizes is %s; the last must be --max-batch-size, which is %d"
              .formatted(allowedBatchSizes, maxBatchSize));
    }
  }

  /**
   * Reads sizes that are parted by commas; empty for none.
   *
   * @throws UserException if one is no whole number
   */
  public static List<Integer> sizes(String commas) {
    List<Integer> sizes = new ArrayList<>();
    for (String one : commas.isBlank() ? new String[0] : commas.strip().split("\\s*,\\s*", -1)) {
      try {
        sizes.add(Integer.parseInt(one));
      } catch (NumberFormatException e) {
        throw new UserException(
            "--allowed-batch-sizes has '%s'; it must be whole numbers parted by commas, such as 8,16,32"
                .formatted(one),
            e);
      }
    }
    return sizes;
  }

  /** How many rows a batch is filled up to. */
  int filled(int rows) {
    return allowedBatchSizes.stream().filter(size -> size >= rows).findFirst().orElse(rows);
  }

  /** The largest allowed size that isn't above a wanted one; the least one where none is. */
  int atMost(int wanted) {
    if (allowedBatchSizes.isEmpty()) {
      return Math.max(1, Math.min(wanted, maxBatchSize));
    }
    return allowedBatchSizes.stream()
        .filter(size -> size <= wanted)
        .reduce((first, second) -> second)
        .orElse(allowedBatchSizes.get(0));
  }

  /** How many pairs or texts may wait. */
  long capacity() {
    return (long) maxEnqueuedBatches * maxBatchSize;
  }

  private static void check(String name, long value, long least) {
    if (value < least) {
      throw new UserException("--%s is %d; it must be %d or more".formatted(name, value, least));
    }
  }
}
