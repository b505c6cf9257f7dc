package dev.docent.serving.prediction;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a prediction server is asked.
 *
 * @param timeout of a call with all its requests and attempts
 * @param leastWidth pairs are padded to it; a server that merges requests takes those alone that
 *     are equally wide. 0 to pad to the longest of a request
 * @param batchSizes what the server takes in one batch: pairs go in requests of such a size, so
 *     that what was scored before a deadline is known
 * @param tls null for plain text
 * @param leftAlone how long a server that keeps failing isn't asked
 * @param counted is told the metric of which there is one more
 */
public record ClientOptions(
    Duration timeout,
    int leastWidth,
    Batching batchSizes,
    @Nullable ClientTls tls,
    Duration leftAlone,
    Consumer<String> counted) {
  private static final Duration LEFT_ALONE = Duration.ofSeconds(2);

  /** In plain text, of a server that doesn't merge requests. */
  public static ClientOptions of(Duration timeout) {
    return new ClientOptions(timeout, 0, Batching.DEFAULT, null, LEFT_ALONE, series -> {});
  }

  public ClientOptions withLeastWidth(int width) {
    return new ClientOptions(timeout, width, batchSizes, tls, leftAlone, counted);
  }

  public ClientOptions withBatchSizes(Batching sizes) {
    return new ClientOptions(timeout, leastWidth, sizes, tls, leftAlone, counted);
  }

  public ClientOptions withTls(@Nullable ClientTls how) {
    return new ClientOptions(timeout, leastWidth, batchSizes, how, leftAlone, counted);
  }

  public ClientOptions withLeftAlone(Duration time) {
    return new ClientOptions(timeout, leastWidth, batchSizes, tls, time, counted);
  }

  public ClientOptions withCounted(Consumer<String> counter) {
    return new ClientOptions(timeout, leastWidth, batchSizes, tls, leftAlone, counter);
  }
}
