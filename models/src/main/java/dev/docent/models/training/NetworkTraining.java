package dev.docent.models.training;

import dev.docent.models.bases.Weights;
import dev.docent.records.progress.Progress;
import dev.docent.records.stage.StageContext;
import dev.docent.records.telemetry.ProcessMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains one of the networks of the stage, in a scratch folder of its own, so that a killed attempt
 * goes on where it was.
 */
final class NetworkTraining {
  private final StageContext context;
  private final String name;
  private final Checkpoints checkpoints;
  private final Path log;
  private final Consumer<String> reached;

  /**
   * How it went.
   *
   * @param best the prefix of the best checkpoint; empty where the base's own weights are best
   * @param entries the log, a line a step
   */
  record Trained(
      Trainer.Outcome outcome, Optional<Path> best, List<LogEntry> entries, NetworkReport report) {}

  /**
   * A training.
   *
   * @param name names the scratch folder, the progress and the log, such as {@code cross-encoder}
   * @param reached told of each step
   */
  NetworkTraining(StageContext context, String name, Consumer<String> reached) throws IOException {
    this.context = context;
    this.name = name;
    this.checkpoints = new Checkpoints(context.scratch().resolve(name));
    this.reached = reached;
    this.log = context.scratch().resolve(name + "-log.jsonl");
  }

  /** Trains, or goes on. */
  Trained run(
      Trainer.Plan plan,
      TrainedNetwork network,
      Weights weights,
      GroupFile train,
      Validation validation)
      throws IOException, InterruptedException {
    long resumedStep = checkpoints.read().map(Checkpoints.State::step).orElse(-1L);
    try (StopSignal stop = StopSignal.listen();
        TrainingLog lines = TrainingLog.open(log, resumedStep);
        Progress progress = Progress.start("train " + name, "steps", plan.totalSteps())) {
      progress.stepTo(Math.max(0, resumedStep));
      Consumer<LogEntry> notes = new ProgressNotes(progress).andThen(told(plan.totalSteps()));
      Trainer trainer =
          new Trainer(
              plan,
              network,
              weights,
              train,
              validation,
              checkpoints,
              lines,
              Stopwatch.ofThisProcess(),
              entry -> {
                notes.accept(entry);
                reached.accept(name + " step " + entry.step());
                stop.check(entry.step());
              });
      Trainer.Outcome outcome = trainer.run();
      warn(outcome);
      String best = outcome.state().best();
      List<LogEntry> entries = lines.entries();
      return new Trained(
          outcome,
          Optional.ofNullable(best).map(checkpoints::prefix),
          entries,
          NetworkReport.of(outcome, plan.totalSteps(), entries));
    }
  }

  /** Puts the log, its plot and its events for TensorBoard into the stage's output. */
  void write(Trained trained, String logName, String plotName) throws IOException {
    Files.copy(log, context.output().resolve(logName));
    TrainingPlot.write(trained.entries(), context.output().resolve(plotName));
    Instant began = Instant.now().minusMillis((long) (1000 * trained.outcome().state().seconds()));
    TensorBoardEvents.write(
        trained.entries(), began, context.output().resolve("tensorboard").resolve(name));
  }

  /** Tells Prometheus of each step, where that is asked for. */
  private Consumer<LogEntry> told(long steps) {
    String device = Hardware.here().processor();
    return entry ->
        ProcessMetrics.trained(
            name,
            device,
            entry.step(),
            steps,
            entry.loss(),
            entry.examplesPerSecond(),
            entry.validationMrr());
  }

  private void warn(Trainer.Outcome outcome) {
    Checkpoints.State state = outcome.state();
    if (outcome.keptBase()) {
      context.warn(
          String.format(
              Locale.ROOT,
              "no checkpoint of the %s ranked the validation queries better than the base as it is (MRR %.4f): the base's own weights are kept",
              name,
              state.zeroShotMrr()));
    }
    if (outcome.end() == Trainer.End.TIME) {
      context.warn(
          "training of the %s ended by --max-minutes after %d steps; the best checkpoint so far is kept"
              .formatted(name, state.step()));
    }
  }
}
