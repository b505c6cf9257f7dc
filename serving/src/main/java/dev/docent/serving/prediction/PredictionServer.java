package dev.docent.serving.prediction;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.grpc.GrpcHealthCheckService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.healthcheck.SettableHealthChecker;
import dev.docent.models.network.Precision;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Serves versions of models by TF-Serving's gRPC protocol, so that a client can't tell it from
 * TF-Serving; also gRPC's health service, and metrics at {@value #METRICS_PATH}.
 *
 * <p>A request may have {@value #MAX_PAIRS} pairs and {@value #MAX_REQUEST_BYTES} bytes.
 */
public final class PredictionServer implements AutoCloseable {
  static final int MAX_PAIRS = 1024;
  static final int MAX_REQUEST_BYTES = 8 << 20;

  /** Where TF-Serving has them, there on a port of its own. */
  static final String METRICS_PATH = "/monitoring/prometheus/metrics";

  /** The label of the version in use. */
  static final String STABLE = "stable";

  private static final MediaType METRICS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);

  /** Without a quiet time Armeria doesn't wait for requests that run. */
  private static final Duration QUIET = Duration.ofMillis(100);

  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private final Server server;
  private final Servables servables;
  private final ServingMetrics metrics;

  private PredictionServer(Server server, Servables servables, ServingMetrics metrics) {
    this.server = server;
    this.servables = servables;
    this.metrics = metrics;
  }

  /** A version that is kept loaded for as long as this isn't closed. */
  public final class Held implements AutoCloseable {
    private final String name;
    private final long version;

    private Held(String name, long version) {
      this.name = name;
      this.version = version;
    }

    /** Lets the version end its requests, unless someone else holds it too. */
    @Override
    public void close() {
      servables.unload(name, version);
    }
  }

  /**
   * Starts to serve a model that is loaded, labelled {@value #STABLE}.
   *
   * @param bind address to listen on
   * @param port 0 for a free one
   * @throws dev.docent.records.UserException if the port is taken
   */
  public static PredictionServer start(ServedModel model, String bind, int port) {
    return start(model, bind, port, Batching.DEFAULT);
  }

  static PredictionServer start(ServedModel model, String bind, int port, Batching batching) {
    PredictionServer server = start(bind, port, batching);
    try {
      server.servables.load(model.name(), model.version(), () -> model);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw new IllegalStateException(e);
    }
    server.label(model.name(), STABLE, model.version());
    return server;
  }

  /**
   * Starts to serve; there is no model yet.
   *
   * @param bind address to listen on
   * @param port 0 for a free one
   * @throws dev.docent.records.UserException if the port is taken
   */
  public static PredictionServer start(String bind, int port, Batching batching) {
    ServingMetrics metrics = new ServingMetrics();
    SettableHealthChecker health = new SettableHealthChecker(false);
    Servables servables = new Servables(batching, metrics, health::setHealthy);
    GrpcService service =
        GrpcService.builder()
            .addService(new PredictionEndpoint(servables, metrics, MAX_PAIRS))
            .addService(new ModelEndpoint(servables))
            .addService(GrpcHealthCheckService.of(health))
            .maxRequestMessageLength(MAX_REQUEST_BYTES)
            .build();
    Server server =
        Server.builder()
            .http(new InetSocketAddress(bind, port))
            .requestTimeout(LONGEST_REQUEST)
            // Above the limit of a message, so that gRPC refuses it with a status of its own.
            .maxRequestLength(2L * MAX_REQUEST_BYTES)
            .gracefulShutdownTimeout(QUIET, SHUTDOWN)
            .disableServerHeader()
            // ServingMetrics count; Armeria's own would clash with those of the web server.
            .meterRegistry(new CompositeMeterRegistry())
            .service(service)
            .service(
                METRICS_PATH,
                (context, request) -> HttpResponse.of(HttpStatus.OK, METRICS, metrics.text()))
            .build();
    Listening.start(server, bind, port, "prediction-port");
    return new PredictionServer(server, servables, metrics);
  }

  /**
   * Loads a published version, warms it up, and only then lets it take requests. One that is loaded
   * already is shared.
   *
   * @param precision that it computes in
   * @throws dev.docent.records.UserException if it is no model, or damaged
   */
  public Held hold(PublishedModel published, Precision precision) throws IOException {
    return hold(published.name(), published.version(), () -> published.serve(precision));
  }

  Held hold(String name, long version, Servables.Loader loader) throws IOException {
    servables.load(name, version, loader);
    return new Held(name, version);
  }

  /** Has a label name a version from now on. */
  public void label(String name, String label, long version) {
    servables.label(name, label, version);
  }

  /** The port it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /** What it counted, in Prometheus' text format. */
  public String metrics() {
    return metrics.text();
  }

  /** Lets requests that run come to an end, for 5 seconds at most. */
  @Override
  public void close() {
    server.stop().join();
    servables.close();
  }
}
