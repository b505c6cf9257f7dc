package dev.docent.serving.prediction;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.grpc.GrpcService;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Serves one model by TF-Serving's gRPC protocol, so that a client can't tell it from TF-Serving.
 *
 * <p>A request may have {@value #MAX_PAIRS} pairs and {@value #MAX_REQUEST_BYTES} bytes.
 */
public final class PredictionServer implements AutoCloseable {
  static final int MAX_PAIRS = 1024;
  static final int MAX_REQUEST_BYTES = 8 << 20;

  /** TensorFlow spreads one request over all cores. */
  private static final int RUNNING = 1;

  private static final int WAITING = 16;
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);

  /** Without a quiet time Armeria doesn't wait for requests that run. */
  private static final Duration QUIET = Duration.ofMillis(100);

  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private final Server server;
  private final ScoringQueue queue;

  private PredictionServer(Server server, ScoringQueue queue) {
    this.server = server;
    this.queue = queue;
  }

  /**
   * Starts to serve.
   *
   * @param bind address to listen on
   * @param port 0 for a free one
   * @throws dev.docent.records.UserException if the port is taken
   */
  public static PredictionServer start(ServedModel model, String bind, int port) {
    return start(model, bind, port, RUNNING, WAITING);
  }

  static PredictionServer start(
      ServedModel model, String bind, int port, int running, int waiting) {
    ScoringQueue queue = new ScoringQueue(model.scorer(), model.encoder(), running, waiting);
    GrpcService service =
        GrpcService.builder()
            .addService(new PredictionEndpoint(model, queue, MAX_PAIRS))
            .addService(new ModelEndpoint(model))
            .maxRequestMessageLength(MAX_REQUEST_BYTES)
            .build();
    Server server =
        Server.builder()
            .http(new InetSocketAddress(bind, port))
            .requestTimeout(LONGEST_REQUEST)
            // Above the limit of a message, so that gRPC refuses it with a status of its own.
            .maxRequestLength(2L * MAX_REQUEST_BYTES)
            .gracefulShutdownTimeout(QUIET, SHUTDOWN)
            .service(service)
            .build();
    try {
      Listening.start(server, bind, port, "prediction-port");
    } catch (RuntimeException e) {
      queue.close();
      throw e;
    }
    return new PredictionServer(server, queue);
  }

  /** The port it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /** Lets requests that run come to an end, for 5 seconds at most. */
  @Override
  public void close() {
    server.stop().join();
    queue.close();
  }
}
