package dev.docent.pipelines.workflow;

import dev.docent.pipelines.launch.StageLauncher;
import dev.docent.records.UserException;
import dev.docent.records.config.RunConfig;
import dev.docent.records.progress.Progress;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.telemetry.StageTelemetry;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import dev.docent.records.workspace.WorkspaceLock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The flow as a graph: each stage begins when its inputs are there; what is made already is
 * skipped, what is missing is made.
 */
final class Workflow {
  private final Workspace workspace;
  private final StageExecutor executor;
  private final StageLauncher launcher;
  private final List<String> runnerArguments;
  private final RunConfig config;

  /**
   * @param launcher of the stages that don't run in this process
   * @param runnerArguments Beam's own options
   */
  Workflow(
      Workspace workspace, StageLauncher launcher, List<String> runnerArguments, RunConfig config) {
    this.workspace = workspace;
    this.executor = new StageExecutor(workspace);
    this.launcher = launcher;
    this.runnerArguments = runnerArguments;
    this.config = config;
  }

  /**
   * Runs the selected stages.
   *
   * @param settings of every stage
   * @param lock on the workspace; no stage begins once it was lost
   * @param ended told how each stage ended, by several threads
   */
  void run(
      Map<Stage, Record> settings,
      Selection selection,
      WorkspaceLock lock,
      Consumer<StageRun> ended)
      throws Exception {
    Map<Stage, String> fingerprints = new ConcurrentHashMap<>(Inputs.outside(workspace, selection));
    Retries retries = new Retries(config.retries(), Duration.ofSeconds(config.retryWait()));
    new Schedule(config.jobs())
        .run(
            selection.stages(),
            (stage, alone) -> {
              Instant began = Instant.now();
              Map<Stage, String> inputs = new EnumMap<>(Stage.class);
              stage.inputs().forEach(input -> inputs.put(input, fingerprints.get(input)));
              Retries.Tried<StageResult> tried =
                  retries.run(
                      stage,
                      () -> {
                        lock.check();
                        StageExecutor.Plan plan = executor.plan(stage, settings.get(stage), inputs);
                        return one(plan, selection.forces(stage), alone);
                      });
              fingerprints.put(stage, tried.result().artifact().fingerprint());
              ended.accept(new StageRun(tried.result(), began, tried.tries()));
            });
  }

  private StageResult one(StageExecutor.Plan plan, boolean force, boolean alone) throws Exception {
    Instant start = Instant.now();
    Stage stage = plan.stage();
    boolean made = !force && executor.made(plan).isPresent();
    if (!made) {
      System.err.println("== " + stage.id());
    }
    if (stage.home() == Stage.Home.PIPELINES || made) {
      Progress.besideOthers(!alone);
      return executor.execute(plan, LocalStages.body(stage), runnerArguments, force);
    }
    return StageTelemetry.of(stage, () -> elsewhere(plan, force, alone, start));
  }

  private StageResult elsewhere(
      StageExecutor.Plan plan, boolean force, boolean alone, Instant start) throws Exception {
    Stage stage = plan.stage();
    launcher.run(plan, force, alone);
    Artifact artifact =
        workspace
            .find(stage, plan.fingerprint())
            .orElseThrow(
                () ->
                    new UserException(
                        "stage '%s' ended well but left no artifact %s in %s"
                            .formatted(stage.id(), plan.fingerprint(), workspace.location())));
    return new StageResult(stage, artifact, false, Duration.between(start, Instant.now()));
  }
}
