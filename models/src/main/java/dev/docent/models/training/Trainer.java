package dev.docent.models.training;

import dev.docent.models.bases.Weights;
import dev.docent.records.UserException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains step by step, with a checkpoint and a validation now and then, and keeps the best. What a
 * step does depends on nothing but the seed, its number and the checkpoint it started from, so that
 * a training that was killed goes on as if it had not been.
 */
final class Trainer {
  private final Plan plan;
  private final TrainedNetwork graph;
  private final Weights weights;
  private final GroupFile train;
  private final Validation validation;
  private final Checkpoints checkpoints;
  private final TrainingLog log;
  private final Stopwatch stopwatch;
  private final Consumer<LogEntry> listener;

  /**
   * How long and in what way to train.
   *
   * @param totalSteps steps, unless it ends earlier
   * @param checkpointSteps steps from one checkpoint to the next
   * @param patience validations without a better MRR before it ends, 0 for never
   * @param maxSeconds after which it ends, 0 for never
   */
  record Plan(
      Schedule schedule,
      BatchOrder order,
      long seed,
      long totalSteps,
      int checkpointSteps,
      int patience,
      double maxSeconds) {}

  /** Why training came to its end. */
  enum End {
    STEPS,
    PATIENCE,
    TIME
  }

  /** How training went. */
  record Outcome(Checkpoints.State state, End end) {
    /** Whether the base's own weights were not beaten. */
    boolean keptBase() {
      return state.best() == null;
    }
  }

  /**
   * A trainer.
   *
   * @param log opened up to the checkpoint's step
   * @param stopwatch measures this attempt
   * @param listener is told each step
   */
  Trainer(
      Plan plan,
      TrainedNetwork graph,
      Weights weights,
      GroupFile train,
      Validation validation,
      Checkpoints checkpoints,
      TrainingLog log,
      Stopwatch stopwatch,
      Consumer<LogEntry> listener) {
    this.plan = plan;
    this.graph = graph;
    this.weights = weights;
    this.train = train;
    this.validation = validation;
    this.checkpoints = checkpoints;
    this.log = log;
    this.stopwatch = stopwatch;
    this.listener = listener;
  }

  /**
   * Trains to the end, or on to it.
   *
   * @throws UserException if the loss is no longer a number
   */
  Outcome run() throws IOException, InterruptedException {
    Checkpoints.State state = startOrResume();
    Optional<End> end = end(state, state.seconds());
    try (ReadAhead batches = new ReadAhead(train, plan.order(), state.step(), plan.totalSteps())) {
      for (long step = state.step(); end.isEmpty(); step++) {
        double stepStart = stopwatch.seconds();
        List<Group> groups = batches.take();
        double rate = plan.schedule().rate(step);
        TrainedNetwork.StepResult result = graph.step(groups, rate, plan.seed(), step);
        long made = step + 1;
        check(result, made, rate);
        double speed = pairs(groups) / Math.max(1e-9, stopwatch.seconds() - stepStart);
        Double mrr = null;
        if (made == plan.totalSteps() || made % plan.checkpointSteps() == 0 || timeIsUp()) {
          double measured = validation.mrr(graph::score);
          mrr = Double.isNaN(measured) ? null : measured;
          state = checkpoint(state, made, measured);
          end = end(state, seconds());
        }
        note(new LogEntry(made, result.loss(), rate, result.gradientNorm(), speed, mrr, seconds()));
      }
    }
    return new Outcome(state, end.get());
  }

  private Checkpoints.State startOrResume() throws IOException {
    Optional<Checkpoints.State> saved = checkpoints.read();
    saved.ifPresent(state -> stopwatch.goOn(state.seconds(), state.cpuSeconds()));
    if (saved.isPresent() && saved.get().last() != null) {
      graph.restore(checkpoints.prefix(saved.get().last()));
      return saved.get();
    }
    graph.initialize(weights);
    double mrr = validation.mrr(graph::score);
    Double measured = Double.isNaN(mrr) ? null : mrr;
    note(new LogEntry(0, null, null, null, null, measured, seconds()));
    return new Checkpoints.State(0, null, null, 0, mrr, mrr, 0, seconds(), stopwatch.cpuSeconds());
  }

  private Checkpoints.State checkpoint(Checkpoints.State before, long step, double mrr)
      throws IOException {
    // Without validation queries the newest is kept.
    boolean better = Double.isNaN(mrr) || mrr > before.bestMrr();
    String last = checkpoints.write("step-" + step, graph::save);
    String best = better ? checkpoints.write("best-" + step, graph::saveModel) : before.best();
    Checkpoints.State state =
        new Checkpoints.State(
            step,
            last,
            best,
            better ? step : before.bestStep(),
            better ? mrr : before.bestMrr(),
            before.zeroShotMrr(),
            better ? 0 : before.badValidations() + 1,
            seconds(),
            stopwatch.cpuSeconds());
    checkpoints.commit(state);
    return state;
  }

  private Optional<End> end(Checkpoints.State state, double seconds) {
    if (state.step() >= plan.totalSteps()) {
      return Optional.of(End.STEPS);
    }
    if (plan.patience() > 0 && state.badValidations() >= plan.patience()) {
      return Optional.of(End.PATIENCE);
    }
    return plan.maxSeconds() > 0 && seconds >= plan.maxSeconds()
        ? Optional.of(End.TIME)
        : Optional.empty();
  }

  private boolean timeIsUp() {
    return plan.maxSeconds() > 0 && seconds() >= plan.maxSeconds();
  }

  private double seconds() {
    return stopwatch.seconds();
  }

  private void note(LogEntry entry) throws IOException {
    log.add(entry);
    listener.accept(entry);
  }

  private static int pairs(List<Group> groups) {
    return groups.stream().mapToInt(group -> group.pairs().size()).sum();
  }

  private static void check(TrainedNetwork.StepResult result, long step, double rate) {
    if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
      throw new UserException(
          "training diverged: at step %d (learning rate %.3g) the loss is %s and the gradients' norm %s; try a lower --learning-rate or a longer --warmup"
              .formatted(step, rate, result.loss(), result.gradientNorm()));
    }
  }
}
