package dev.docent.records.telemetry;

import dev.docent.records.config.ConfigException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry at work; only {@link Traces} asks for it. */
final class Tracing implements AutoCloseable {
  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;

  /** The span of the process that started this one, then the first of this process. */
  private final AtomicReference<Context> outermost;

  private final Context outside;

  /**
   * @param parent that span, as W3C writes it ({@code 00-TRACE-SPAN-01}); null for none
   */
  Tracing(OpenTelemetrySdk sdk, @Nullable String parent) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.docent");
    this.outside =
        W3CTraceContextPropagator.getInstance()
            .extract(
                Context.root(),
                parent == null ? Map.of() : Map.of("traceparent", parent),
                new MapGetter());
    this.outermost = new AtomicReference<>(outside);
  }

  static Tracing ofEnvironment(String command) {
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(
                  () ->
                      Map.of(
                          "otel.service.name", "docent-" + command,
                          "otel.metrics.exporter", "none",
                          "otel.logs.exporter", "none"))
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk();
      return new Tracing(sdk, System.getenv(Traces.PARENT));
    } catch (ConfigurationException e) {
      throw ConfigException.of(
          "traces can't be sent (%s); correct OpenTelemetry's variables, or unset %s"
              .formatted(e.getMessage(), Traces.ENDPOINT));
    }
  }

  Open open(String name) {
    Context current = Context.current();
    boolean inside = Span.fromContext(current).getSpanContext().isValid();
    Span span = tracer.spanBuilder(name).setParent(inside ? current : outermost.get()).startSpan();
    // Stages that run side by side have threads of their own, and belong to the command.
    outermost.compareAndSet(outside, outside.with(span));
    return Open.of(span);
  }

  Open openAlone(String name) {
    Span span = tracer.spanBuilder(name).setNoParent().startSpan();
    return Open.of(span);
  }

  Map<String, String> environment() {
    Map<String, String> carried = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.current(),
            carried,
            (carrier, key, value) -> {
              if (carrier != null) {
                carrier.put(key.toUpperCase(Locale.ROOT), value);
              }
            });
    return carried;
  }

  @Override
  public void close() {
    sdk.close();
  }

  /** A span that is open in this thread. */
  record Open(Span span, Scope scope) {
    /** Whoever asks for it closes it. */
    @SuppressWarnings("MustBeClosedChecker")
    static Open of(Span span) {
      return new Open(span, span.makeCurrent());
    }

    void failed(Throwable error) {
      span.setStatus(StatusCode.ERROR, error.getClass().getName());
    }

    void close() {
      scope.close();
      span.end();
    }
  }

  /** Reads what a process was given. */
  private static final class MapGetter implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
