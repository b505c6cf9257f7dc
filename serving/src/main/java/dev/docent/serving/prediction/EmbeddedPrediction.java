package dev.docent.serving.prediction;

import dev.docent.records.config.ServeConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prediction server of this process, started when there is a first model to serve: one server
 * for all releases, which loads and unloads versions as they come and go.
 */
public final class EmbeddedPrediction implements AutoCloseable {
  private final String bind;
  private final int port;
  private final Batching batching;
  private @Nullable PredictionServer server;

  /**
   * @param port 0 for a free one
   */
  public EmbeddedPrediction(String bind, int port, Batching batching) {
    this.bind = bind;
    this.port = port;
    this.batching = batching;
  }

  /**
   * As the settings say.
   *
   * @throws dev.docent.records.UserException if the batching is none
   */
  public static EmbeddedPrediction of(ServeConfig settings) {
    return new EmbeddedPrediction(
        settings.predictionBind(), settings.predictionPort(), batching(settings));
  }

  /**
   * How requests are batched, as the settings say.
   *
   * @throws dev.docent.records.UserException if they contradict each other
   */
  public static Batching batching(ServeConfig settings) {
    return new Batching(
        settings.maxBatchSize(),
        settings.batchTimeoutMicros(),
        settings.maxEnqueuedBatches(),
        settings.numBatchThreads(),
        Batching.sizes(settings.allowedBatchSizes()));
  }

  /**
   * The server, started if it isn't yet.
   *
   * @throws dev.docent.records.UserException if the port is taken
   */
  public synchronized PredictionServer server() {
    if (server == null) {
      server = PredictionServer.start(bind, port, batching);
    }
    return server;
  }

  /** The server if it was started. */
  public synchronized Optional<PredictionServer> started() {
    return Optional.ofNullable(server);
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
