package dev.docent.records.telemetry;

import dev.docent.records.stage.Counts;
import dev.docent.records.stage.StageResult;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The metrics of a process by name; docs/observability.md lists them. */
final class Gauges {
  private String command = "none";
  private final Gauge start;
  private final Gauge end;
  private final Gauge exitCode;
  private final Gauge running;
  private final Gauge seconds;
  private final Gauge records;
  private final Gauge outcome;
  private final Gauge step;
  private final Gauge steps;
  private final Gauge loss;
  private final Gauge speed;
  private final Gauge mrr;
  private final Gauge device;

  Gauges(PrometheusRegistry registry) {
    start = gauge(registry, "docent_command_start_seconds", "When it began (Unix time)", "command");
    end = gauge(registry, "docent_command_end_seconds", "When it ended (Unix time)", "command");
    exitCode = gauge(registry, "docent_command_exit_code", "Its exit code, 0 for well", "command");
    running = gauge(registry, "docent_stage_running", "1 while a stage is made", "stage");
    seconds = gauge(registry, "docent_stage_seconds", "How long a stage took", "stage", "cached");
    records =
        gauge(
            registry,
            "docent_stage_records",
            "What a stage counted: read, written, dead_letters",
            "stage",
            "kind");
    outcome = gauge(registry, "docent_run_outcome", "1 for how the run ended", "outcome");
    step = gauge(registry, "docent_training_step", "Steps made", "network");
    steps = gauge(registry, "docent_training_steps", "Steps to make at most", "network");
    loss = gauge(registry, "docent_training_loss", "Loss of the last step", "network");
    speed =
        gauge(
            registry,
            "docent_training_examples_per_second",
            "Pairs a second in the last step",
            "network");
    mrr =
        gauge(
            registry,
            "docent_training_validation_mrr",
            "Mean reciprocal rank of the last validation",
            "network");
    device = gauge(registry, "docent_training_device", "What is trained on", "device");
  }

  void commandBegan(String name) {
    command = name;
    start.labelValues(command).set(now());
  }

  void commandEnded(int code) {
    exitCode.labelValues(command).set(code);
    end.labelValues(command).set(now());
  }

  void stageBegan(String stage) {
    running.labelValues(stage).set(1);
  }

  void stageStopped(String stage) {
    running.labelValues(stage).set(0);
  }

  void stageEnded(StageResult result) {
    String stage = result.stage().id();
    Counts counts = result.artifact().manifest().counts();
    seconds
        .labelValues(stage, Boolean.toString(result.cached()))
        .set(result.time().toMillis() / 1000.0);
    records.labelValues(stage, "read").set(counts.read());
    records.labelValues(stage, "written").set(counts.written());
    records.labelValues(stage, "dead_letters").set(counts.totalDeadLetters());
  }

  void runEnded(String how) {
    outcome.labelValues(how).set(1);
  }

  void trained(
      String network,
      String on,
      long made,
      long most,
      @Nullable Double lastLoss,
      @Nullable Double pairsPerSecond,
      @Nullable Double validation) {
    device.labelValues(on).set(1);
    step.labelValues(network).set(made);
    steps.labelValues(network).set(most);
    ifGiven(loss, network, lastLoss);
    ifGiven(speed, network, pairsPerSecond);
    ifGiven(mrr, network, validation);
  }

  private static void ifGiven(Gauge gauge, String label, @Nullable Double value) {
    if (value != null) {
      gauge.labelValues(label).set(value);
    }
  }

  private static double now() {
    return Instant.now().toEpochMilli() / 1000.0;
  }

  private static Gauge gauge(
      PrometheusRegistry registry, String name, String help, String... labels) {
    return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
  }
}
