package dev.docent.records.telemetry;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spans of OpenTelemetry: a command, its stages, a search, a call for prediction. Off unless
 * {@value #ENDPOINT} is set, and then nothing of OpenTelemetry is loaded; its other variables
 * ({@code OTEL_SERVICE_NAME}, {@code OTEL_TRACES_SAMPLER}, ...) count as everywhere. A span has
 * names and numbers that Docent chose: no text that is searched for, no addresses of users.
 */
public final class Traces {
  public static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  /** What a process that a run starts is given, so that its spans are the run's. */
  static final String PARENT = "TRACEPARENT";

  private static volatile @Nullable Tracing tracing;

  private Traces() {}

  /** A span that is open: what this thread does until it is closed belongs to it. */
  public static final class Scope implements AutoCloseable {
    private static final Scope NONE = new Scope(null);

    private final Tracing.@Nullable Open open;

    private Scope(Tracing.@Nullable Open open) {
      this.open = open;
    }

    /** The work failed; of the error only its class is told. */
    public void failed(Throwable error) {
      if (open != null) {
        open.failed(error);
      }
    }

    @Override
    public void close() {
      if (open != null) {
        open.close();
      }
    }
  }

  /**
   * Begins, if the environment asks for it.
   *
   * @throws dev.docent.records.config.ConfigException if OpenTelemetry's variables are wrong
   */
  public static void start(String command) {
    String endpoint = System.getenv(ENDPOINT);
    if (endpoint != null && !endpoint.isBlank()) {
      start(Tracing.ofEnvironment(command));
    }
  }

  static void start(Tracing chosen) {
    tracing = chosen;
  }

  /** Sends what was not sent yet, and ends. */
  public static void end() {
    Tracing now = tracing;
    tracing = null;
    if (now != null) {
      now.close();
    }
  }

  /**
   * Opens a span below the one that is open in this thread, else below the first of this process;
   * that one is below the span of the process that started this one.
   *
   * @param name such as {@code stage topics}; of few kinds
   */
  public static Scope span(String name) {
    Tracing now = tracing;
    return now == null ? Scope.NONE : new Scope(now.open(name));
  }

  /** Opens a span that begins a trace of its own, such as a request's. */
  public static Scope request(String name) {
    Tracing now = tracing;
    return now == null ? Scope.NONE : new Scope(now.openAlone(name));
  }

  /** Does something within a span, which is closed then. */
  public static <T> T in(Scope scope, Supplier<T> work) {
    try (scope) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        scope.failed(e);
        throw e;
      }
    }
  }

  /** Variables for a process that is started within the span that is open. */
  public static Map<String, String> environment() {
    Tracing now = tracing;
    return now == null ? Map.of() : now.environment();
  }
}
