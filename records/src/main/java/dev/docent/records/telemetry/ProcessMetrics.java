package dev.docent.records.telemetry;

import dev.docent.records.config.ConfigException;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What this process tells Prometheus. Off by default: then nothing of it is loaded, and every
 * method does nothing. Environment variables turn it on for the process that a user or a scheduler
 * starts; the processes that a run starts leave it to the run.
 */
public final class ProcessMetrics {
  private static volatile @Nullable MetricsOutput output;

  private ProcessMetrics() {}

  /**
   * Where the metrics are told.
   *
   * @param port where they are served while the process runs, 0 for any free port; null for none
   * @param bind the address of it
   * @param linger for how long the process waits at its end for the last values to be fetched
   * @param file where they are written at every stage's end, for a collector of text files; null
   *     for none
   */
  record Settings(@Nullable Integer port, String bind, Duration linger, @Nullable Path file) {
    static final String PORT = "DOCENT_METRICS_PORT";
    static final String BIND = "DOCENT_METRICS_BIND";
    static final String LINGER = "DOCENT_METRICS_LINGER";
    static final String FILE = "DOCENT_METRICS_FILE";

    /** Empty where they are not told at all. */
    static Optional<Settings> of(Map<String, String> environment) {
      String port = environment.getOrDefault(PORT, "");
      String file = environment.getOrDefault(FILE, "");
      if (environment.containsKey("DOCENT_PARENT") || port.isEmpty() && file.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Settings(
              port.isEmpty() ? null : number(PORT, port, 65_535),
              environment.getOrDefault(BIND, "127.0.0.1"),
              Duration.ofSeconds(number(LINGER, environment.getOrDefault(LINGER, "0"), 3600)),
              file.isEmpty() ? null : Path.of(file)));
    }

    private static int number(String name, String text, int most) {
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > most) {
        throw ConfigException.of(
            "%s is '%s'; it must be a whole number from 0 to %d".formatted(name, text, most));
      }
      return Integer.parseInt(text);
    }
  }

  /**
   * Begins to tell of a command, if the environment asks for it.
   *
   * @throws ConfigException if the environment's values are wrong, or the port is taken
   */
  public static void start(String command) {
    start(command, Settings.of(System.getenv()));
  }

  static void start(String command, Optional<Settings> settings) {
    output = settings.map(MetricsOutput::open).orElse(null);
    told(one -> one.gauges().commandBegan(command));
  }

  /** Tells how the command ended, and gives time to fetch that where the environment says so. */
  public static void end(int exitCode) {
    told(one -> one.gauges().commandEnded(exitCode));
    told(MetricsOutput::write);
    told(MetricsOutput::close);
    output = null;
  }

  /** The port that is served; -1 for none. */
  static int port() {
    MetricsOutput now = output;
    return now == null ? -1 : now.port();
  }

  /**
   * Runs a stage and tells of it: that it is under way, then what it counted and how long it took.
   */
  static StageResult stage(Stage stage, Callable<StageResult> work) throws Exception {
    told(one -> one.gauges().stageBegan(stage.id()));
    try {
      StageResult result = work.call();
      told(one -> one.gauges().stageEnded(result));
      return result;
    } finally {
      told(one -> one.gauges().stageStopped(stage.id()));
      told(MetricsOutput::write);
    }
  }

  /** How a run of the whole flow ended, such as {@code succeeded}. */
  public static void runEnded(String outcome) {
    told(one -> one.gauges().runEnded(outcome));
  }

  /**
   * A step of a training.
   *
   * @param network which one is trained
   * @param device what it is trained on
   */
  public static void trained(
      String network,
      String device,
      long step,
      long steps,
      @Nullable Double loss,
      @Nullable Double examplesPerSecond,
      @Nullable Double validationMrr) {
    told(
        one ->
            one.gauges()
                .trained(network, device, step, steps, loss, examplesPerSecond, validationMrr));
  }

  private static void told(Consumer<MetricsOutput> what) {
    MetricsOutput now = output;
    if (now != null) {
      what.accept(now);
    }
  }
}
