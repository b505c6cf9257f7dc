package dev.docent.records.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.ConfigException;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessMetricsTest {
  @TempDir Path folder;

  @AfterEach
  void end() {
    ProcessMetrics.end(0);
  }

  @Test
  void isOffByDefaultAndInProcessesOfARun() {
    assertEquals(Optional.empty(), settings(Map.of()));
    assertEquals(
        Optional.empty(), settings(Map.of("DOCENT_METRICS_PORT", "9400", "DOCENT_PARENT", "7")));
  }

  @Test
  void listensToThisMachineAloneUnlessToldOtherwise() {
    assertEquals(
        new ProcessMetrics.Settings(9400, "127.0.0.1", Duration.ZERO, null),
        settings(Map.of("DOCENT_METRICS_PORT", "9400")).orElseThrow());
    assertEquals(
        new ProcessMetrics.Settings(0, "0.0.0.0", Duration.ofSeconds(75), Path.of("a.prom")),
        settings(
                Map.of(
                    "DOCENT_METRICS_PORT", "0",
                    "DOCENT_METRICS_BIND", "0.0.0.0",
                    "DOCENT_METRICS_LINGER", "75",
                    "DOCENT_METRICS_FILE", "a.prom"))
            .orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "DOCENT_METRICS_PORT, http, 65535",
    "DOCENT_METRICS_PORT, 65536, 65535",
    "DOCENT_METRICS_LINGER, -1, 3600",
    "DOCENT_METRICS_LINGER, 3601, 3600"
  })
  void refusesOtherValues(String name, String value, String most) {
    String said =
        assertThrows(
                ConfigException.class,
                () -> settings(Map.of("DOCENT_METRICS_FILE", "a.prom", name, value)))
            .getMessage();
    assertTrue(
        said.contains(
            "%s is '%s'; it must be a whole number from 0 to %s".formatted(name, value, most)),
        said);
  }

  @Test
  void servesWhatIsTold() throws Exception {
    start(Duration.ZERO, null);
    ProcessMetrics.trained("cross-encoder", "CPU", 7, 100, 0.25, 24.5, null);
    ProcessMetrics.runEnded("kept_back");
    assertThrows(
        IOException.class,
        () ->
            ProcessMetrics.stage(
                Stage.TOPICS,
                () -> {
                  assertTrue(fetch().contains("docent_stage_running{stage=\"topics\"} 1.0"));
                  throw new IOException("no disk");
                }));
    String text = fetch();
    for (String line :
        new String[] {
          "docent_training_step{network=\"cross-encoder\"} 7.0",
          "docent_training_steps{network=\"cross-encoder\"} 100.0",
          "docent_training_loss{network=\"cross-encoder\"} 0.25",
          "docent_training_examples_per_second{network=\"cross-encoder\"} 24.5",
          "docent_training_device{device=\"CPU\"} 1.0",
          "docent_run_outcome{outcome=\"kept_back\"} 1.0",
          "docent_stage_running{stage=\"topics\"} 0.0",
        }) {
      assertTrue(text.contains(line + "\n"), line + " isn't in\n" + text);
    }
    assertTrue(text.contains("docent_command_start_seconds{command=\"run\"} 1."), text);
    assertFalse(text.contains("docent_training_validation_mrr{"), text);
    assertFalse(text.contains("docent_stage_seconds{"), text);
  }

  @Test
  void writesAFileForACollector() throws Exception {
    Path file = folder.resolve("docent.prom");
    start(Duration.ZERO, file);
    assertThrows(
        IllegalStateException.class,
        () ->
            ProcessMetrics.stage(
                Stage.PARSE,
                () -> {
                  throw new IllegalStateException("odd");
                }));
    assertTrue(Files.readString(file).contains("docent_stage_running{stage=\"parse\"} 0.0"));
    ProcessMetrics.end(4);
    assertTrue(
        Files.readString(file).contains("docent_command_exit_code{command=\"run\"} 4.0"),
        Files.readString(file));
  }

  @Test
  void waitsForTheLastFetchAndNoLonger() throws Exception {
    start(Duration.ofMinutes(10), null);
    fetch(); // One that came before the end doesn't count.
    int port = ProcessMetrics.port();
    CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> ProcessMetrics.end(1));
    String last = "";
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!last.contains("docent_command_exit_code{command=\"run\"} 1.0")
        && System.nanoTime() < deadline) {
      last = fetch(port);
    }
    assertTrue(last.contains("docent_command_exit_code"), last);
    while (!ended.isDone() && System.nanoTime() < deadline) {
      try {
        fetch(port);
      } catch (IOException e) {
        break; // It serves no more.
      }
    }
    ended.get(1, TimeUnit.MINUTES);
    assertEquals(-1, ProcessMetrics.port());
  }

  @Test
  void tellsOfAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      ProcessMetrics.Settings settings =
          new ProcessMetrics.Settings(taken.getLocalPort(), "127.0.0.1", Duration.ZERO, null);
      String said =
          assertThrows(
                  ConfigException.class, () -> ProcessMetrics.start("run", Optional.of(settings)))
              .getMessage();
      assertTrue(said.contains("127.0.0.1:" + taken.getLocalPort()), said);
    }
  }

  private static Optional<ProcessMetrics.Settings> settings(Map<String, String> environment) {
    return ProcessMetrics.Settings.of(environment);
  }

  private static void start(Duration linger, Path file) {
    ProcessMetrics.start(
        "run", Optional.of(new ProcessMetrics.Settings(0, "127.0.0.1", linger, file)));
  }

  private static String fetch() throws IOException, InterruptedException {
    return fetch(ProcessMetrics.port());
  }

  private static String fetch(int port) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
