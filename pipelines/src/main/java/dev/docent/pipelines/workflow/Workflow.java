package dev.docent.pipelines.workflow;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All stages in order: what is made already is skipped, what is missing is made. */
final class Workflow {
  private final Workspace workspace;
  private final StageExecutor executor;
  private final StageProcess process;
  private final List<String> runnerArguments;
  private final boolean force;

  Workflow(Workspace workspace, List<String> runnerArguments, boolean force) {
    this.workspace = workspace;
    this.executor = new StageExecutor(workspace);
    this.process = new StageProcess(workspace);
    this.runnerArguments = runnerArguments;
    this.force = force;
  }

  /**
   * Runs the flow up to a stage.
   *
   * @param settings of every stage
   * @param last the stage to end with
   * @param started told of each stage that is about to be made
   * @param ended told how each stage ended
   */
  void run(
      Map<Stage, Record> settings, Stage last, Consumer<Stage> started, Consumer<StageResult> ended)
      throws Exception {
    Map<Stage, String> fingerprints = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      if (stage.compareTo(last) > 0) {
        break;
      }
      Map<Stage, String> inputs = new EnumMap<>(Stage.class);
      stage.inputs().forEach(input -> inputs.put(input, fingerprints.get(input)));
      StageExecutor.Plan plan = executor.plan(stage, settings.get(stage), inputs);
      fingerprints.put(stage, plan.fingerprint());
      ended.accept(one(plan, started));
    }
  }

  private StageResult one(StageExecutor.Plan plan, Consumer<Stage> started) throws Exception {
    Stage stage = plan.stage();
    boolean made = !force && executor.made(plan).isPresent();
    if (!made) {
      started.accept(stage);
    }
    if (stage.home() == Stage.Home.PIPELINES || made) {
      return executor.execute(plan, LocalStages.body(stage), runnerArguments, force);
    }
    Instant start = Instant.now();
    process.run(plan, force);
    Optional<Artifact> artifact = workspace.find(stage, plan.fingerprint());
    return new StageResult(
        stage,
        artifact.orElseThrow(
            () ->
                new UserException(
                    "stage '%s' ended well but left no artifact %s in %s"
                        .formatted(stage.id(), plan.fingerprint(), workspace.location()))),
        false,
        Duration.between(start, Instant.now()));
  }
}
