package dev.docent.records.stage;

import dev.docent.records.UserException;
import dev.docent.records.config.EvaluateConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.CodeVersion;
import dev.docent.records.workspace.ExternalInput;
import dev.docent.records.workspace.Fingerprint;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.ProductionModel;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs one stage on a workspace: finds its inputs, skips it where it is made, else makes it. */
public final class StageExecutor {
  private final Workspace workspace;

  public StageExecutor(Workspace workspace) {
    this.workspace = workspace;
  }

  /** What a stage would be made from, known before it runs. */
  public record Plan(
      Stage stage,
      Record settings,
      Map<String, ExternalInput> externals,
      Map<Stage, String> inputs,
      String fingerprint) {}

  /**
   * Works out a stage's fingerprint.
   *
   * @param inputs fingerprints of the input stages
   * @throws UserException if an external input can't be read
   */
  public Plan plan(Stage stage, Record settings, Map<Stage, String> inputs) throws IOException {
    Map<String, ExternalInput> externals = new TreeMap<>();
    if (settings instanceof EvaluateConfig evaluate) {
      externals.put(
          "production",
          ProductionModel.externalFor(workspace, evaluate.production(), inputs.get(Stage.TRAIN)));
    }
    for (var external : Settings.externals(settings).entrySet()) {
      externals.put(external.getKey(), ExternalInput.of(external.getKey(), external.getValue()));
    }
    String fingerprint =
        Fingerprint.of(stage, Settings.resultParameters(settings), inputs, externals);
    return new Plan(stage, settings, externals, inputs, fingerprint);
  }

  /** The fingerprints of a stage's inputs as the workspace has them now. */
  public Map<Stage, String> currentInputs(Stage stage) {
    Map<Stage, String> inputs = new EnumMap<>(Stage.class);
    for (Stage input : stage.inputs()) {
      inputs.put(
          input,
          workspace
              .current(input)
              .orElseThrow(
                  () ->
                      new UserException(
                          "%s needs the output of '%s', and the workspace %s has none: run 'docent %s' first"
                              .formatted(stage.id(), input.id(), workspace.root(), input.id()))));
    }
    return inputs;
  }

  /**
   * Carries a plan out, or finds it done.
   *
   * @param force make it again even where it is complete
   */
  public StageResult execute(Plan plan, StageBody body, List<String> runnerArguments, boolean force)
      throws Exception {
    Instant start = Instant.now();
    Stage stage = plan.stage();
    Optional<Artifact> made = workspace.find(stage, plan.fingerprint());
    if (made.isPresent() && !force) {
      workspace.makeCurrent(made.get());
      return new StageResult(stage, made.get(), true, Duration.between(start, Instant.now()));
    }
    if (force) {
      workspace.remove(stage, plan.fingerprint());
    }
    Map<Stage, Artifact> inputs = new EnumMap<>(Stage.class);
    for (var input : plan.inputs().entrySet()) {
      inputs.put(
          input.getKey(),
          workspace
              .find(input.getKey(), input.getValue())
              .orElseThrow(
                  () ->
                      new UserException(
                          "%s needs %s %s, which is not complete in %s"
                              .formatted(
                                  stage.id(),
                                  input.getKey().id(),
                                  input.getValue(),
                                  workspace.root()))));
    }
    Workspace.Attempt attempt = workspace.begin(stage, plan.fingerprint());
    try {
      StageContext context =
          new StageContext(
              workspace,
              stage,
              plan.settings(),
              inputs,
              plan.fingerprint(),
              attempt.folder(),
              runnerArguments);
      body.run(context);
      Manifest manifest =
          new Manifest(
              stage.id(),
              stage.version(),
              plan.fingerprint(),
              new TreeMap<>(Settings.toMap(plan.settings())),
              inputFingerprints(plan),
              plan.externals(),
              context.counts(),
              context.warnings(),
              attempt.name(),
              attempt.files(),
              start,
              Instant.now(),
              CodeVersion.current());
      Artifact artifact = attempt.complete(manifest);
      workspace.makeCurrent(artifact);
      return new StageResult(stage, artifact, false, Duration.between(start, Instant.now()));
    } catch (Exception | Error e) {
      attempt.abandon();
      throw e;
    }
  }

  private static Map<String, String> inputFingerprints(Plan plan) {
    Map<String, String> inputs = new TreeMap<>();
    plan.inputs().forEach((stage, fingerprint) -> inputs.put(stage.id(), fingerprint));
    return inputs;
  }
}
