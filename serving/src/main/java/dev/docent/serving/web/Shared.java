package dev.docent.serving.web;

import dev.docent.records.config.ServeConfig;
import dev.docent.serving.prediction.Batching;
import dev.docent.serving.prediction.ClientOptions;
import dev.docent.serving.prediction.ClientTls;
import dev.docent.serving.prediction.EmbeddedPrediction;
import dev.docent.serving.prediction.PredictionServer;
import dev.docent.serving.ranking.ScoreCache;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all releases of a running search share.
 *
 * @param cache null where scores aren't kept
 * @param tls by which an outside prediction server is asked; null for plain text
 */
record Shared(
    EmbeddedPrediction embedded,
    @Nullable ScoreCache cache,
    @Nullable ClientTls tls,
    RequestMetrics metrics)
    implements AutoCloseable {
  private static final long MIB = 1 << 20;

  /**
   * As the settings say.
   *
   * @throws dev.docent.records.UserException if they contradict each other
   */
  static Shared of(ServeConfig settings, RequestMetrics metrics) {
    EmbeddedPrediction embedded = EmbeddedPrediction.of(settings);
    ScoreCache cache =
        settings.scoreCacheMib() == 0 ? null : new ScoreCache(settings.scoreCacheMib() * MIB);
    if (cache != null) {
      metrics.counter("docent_score_cache_hits_total", cache::hits);
      metrics.counter("docent_score_cache_misses_total", cache::misses);
      metrics.gauge("docent_score_cache_bytes", cache::bytes);
    }
    metrics.part(() -> embedded.started().map(PredictionServer::metrics).orElse(""));
    return new Shared(embedded, cache, ClientTls.of(settings).orElse(null), metrics);
  }

  /**
   * How the model is asked.
   *
   * @param leastWidth pairs are padded to it
   */
  ClientOptions client(ServeConfig settings, int leastWidth) {
    Batching batching = EmbeddedPrediction.batching(settings);
    return ClientOptions.of(Duration.ofMillis(settings.timeoutMillis()))
        .withLeastWidth(leastWidth)
        .withBatchSizes(batching)
        .withTls(tls)
        .withCounted(metrics::count);
  }

  @Override
  public void close() {
    embedded.close();
  }
}
