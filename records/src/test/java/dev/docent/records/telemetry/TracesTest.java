package dev.docent.records.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.stage.Stage;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracesTest {
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();

  @AfterEach
  void end() {
    Traces.end();
  }

  @Test
  void putsAStageBelowItsCommand() throws Exception {
    start(null);
    try (Traces.Scope command = Traces.span("docent run")) {
      assertThrows(
          IOException.class,
          () ->
              StageTelemetry.of(
                  Stage.TOPICS,
                  () -> {
                    throw new IOException("password=1");
                  }));
    }
    List<SpanData> made = spans.getFinishedSpanItems();
    assertEquals(
        List.of("stage topics", "docent run"), made.stream().map(SpanData::getName).toList());
    assertEquals(made.get(1).getSpanId(), made.get(0).getParentSpanId());
    assertEquals(made.get(1).getTraceId(), made.get(0).getTraceId());
    assertEquals(
        StatusData.create(io.opentelemetry.api.trace.StatusCode.ERROR, "java.io.IOException"),
        made.get(0).getStatus());
    assertEquals(StatusData.unset(), made.get(1).getStatus());
  }

  @Test
  void goesOnInProcessesThatARunStarts() {
    start(null);
    Map<String, String> given;
    try (Traces.Scope run = Traces.span("docent run")) {
      given = Traces.environment();
    }
    start(given.get("TRACEPARENT"));
    try (Traces.Scope train = Traces.span("docent train")) {
      assertTrue(Traces.environment().get("TRACEPARENT").startsWith("00-"));
    }
    List<SpanData> made = spans.getFinishedSpanItems();
    assertEquals(made.get(0).getTraceId(), made.get(1).getTraceId());
    assertEquals(made.get(0).getSpanId(), made.get(1).getParentSpanId());
  }

  @Test
  void putsWhatOtherThreadsDoBelowTheCommandAndRequestsApart() throws Exception {
    start(null);
    try (Traces.Scope command = Traces.span("docent run")) {
      Thread stage = new Thread(() -> Traces.span("stage parse").close());
      stage.start();
      stage.join();
      Traces.request("search").close();
    }
    List<SpanData> made = spans.getFinishedSpanItems();
    assertEquals(made.get(2).getSpanId(), made.get(0).getParentSpanId());
    assertFalse(made.get(1).getParentSpanContext().isValid());
    assertFalse(made.get(1).getTraceId().equals(made.get(2).getTraceId()));
  }

  @Test
  void doesNothingWhereItIsOff() {
    try (Traces.Scope none = Traces.span("docent run")) {
      none.failed(new IOException("odd"));
      assertEquals(Map.of(), Traces.environment());
    }
  }

  /** What is off must cost nothing: a JVM of its own tells which classes it loads. */
  @Test
  void loadsNothingThatIsOff() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LauncherLogging.options("text"));
    command.addAll(
        List.of(
            "-Xlog:class+load",
            "-cp",
            System.getProperty("java.class.path"),
            QuietCommand.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    for (String variable :
        List.of(Traces.ENDPOINT, "DOCENT_METRICS_PORT", "DOCENT_METRICS_FILE", "DOCENT_LOG")) {
      builder.environment().remove(variable);
    }
    Process process = builder.start();
    String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), loaded);
    assertTrue(loaded.contains("dev.docent.records.telemetry.ProcessMetrics "), loaded);
    for (String library :
        List.of("io.opentelemetry.", "io.prometheus.", "org.apache.logging.log4j.")) {
      assertFalse(
          loaded.lines().anyMatch(line -> line.contains("] " + library)),
          () -> library + ": " + loaded.lines().filter(line -> line.contains(library)).toList());
    }
  }

  private void start(@Nullable String parent) {
    Traces.start(
        new Tracing(
            OpenTelemetrySdk.builder()
                .setTracerProvider(
                    SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build(),
            parent));
  }
}
