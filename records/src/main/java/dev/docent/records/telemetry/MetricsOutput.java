package dev.docent.records.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.docent.records.config.ConfigException;
import dev.docent.records.workspace.AtomicFiles;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Serves and writes a process's metrics. */
final class MetricsOutput implements AutoCloseable {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Gauges gauges = new Gauges(registry);
  private final Duration linger;
  private final @Nullable Path file;

  /** More than one: a client that sends half a request keeps one. */
  private static final int THREADS = 4;

  /** A permit for each time that the metrics were fetched. */
  private final Semaphore fetched = new Semaphore(0);

  private final @Nullable HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread one = new Thread(work, "docent-metrics");
            one.setDaemon(true);
            return one;
          });

  private MetricsOutput(ProcessMetrics.Settings settings) throws IOException {
    this.linger = settings.linger();
    this.file = settings.file();
    Integer port = settings.port();
    if (port == null) {
      server = null;
      return;
    }
    server = HttpServer.create(new InetSocketAddress(settings.bind(), port), 0);
    MetricsHandler metrics = new MetricsHandler(registry);
    server.createContext("/metrics", exchange -> answer(metrics, exchange));
    server.setExecutor(threads);
    server.start();
  }

  /**
   * @throws ConfigException if the port can't be opened
   */
  static MetricsOutput open(ProcessMetrics.Settings settings) {
    try {
      return new MetricsOutput(settings);
    } catch (IOException | UnresolvedAddressException e) {
      throw ConfigException.of(
          "metrics can't be served on %s:%d (%s); set %s to a free port"
              .formatted(
                  settings.bind(), settings.port(), e.getMessage(), ProcessMetrics.Settings.PORT));
    }
  }

  Gauges gauges() {
    return gauges;
  }

  /** The port that is served; -1 for none. */
  int port() {
    return server == null ? -1 : server.getAddress().getPort();
  }

  /**
   * Writes the file, if one is asked for. That it can't be written is no reason to end the work.
   */
  void write() {
    if (file == null) {
      return;
    }
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      PrometheusTextFormatWriter.create().write(text, registry.scrape());
      AtomicFiles.replace(file, text.toByteArray());
    } catch (IOException e) {
      LoggerFactory.getLogger(MetricsOutput.class)
          .warn("metrics can't be written to '{}': {}", file, e.toString());
    }
  }

  /** Waits, if it may, until the last values were fetched; then serves no more. */
  @Override
  public void close() {
    if (server == null) {
      threads.shutdown();
      return;
    }
    try {
      fetched.drainPermits();
      boolean seen = fetched.tryAcquire(linger.toMillis(), TimeUnit.MILLISECONDS);
      if (!seen && !linger.isZero()) {
        LoggerFactory.getLogger(MetricsOutput.class)
            .warn("nobody fetched the last metrics within {} s", linger.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdown();
  }

  private void answer(MetricsHandler metrics, HttpExchange exchange) throws IOException {
    metrics.handle(exchange);
    fetched.release();
  }
}
