package dev.docent.records.stage;

import dev.docent.records.UserException;
import dev.docent.records.config.EvaluateConfig;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.telemetry.StageTelemetry;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.ArtifactLock;
import dev.docent.records.workspace.CodeVersion;
import dev.docent.records.workspace.ExternalInput;
import dev.docent.records.workspace.Fingerprint;
import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.IngestWindow;
import dev.docent.records.workspace.IngestWindows;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.ProductionModel;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs one stage on a workspace: finds its inputs, skips it where it is made, else makes it. */
public final class StageExecutor {
  private final Workspace workspace;
  private final InstantSource clock;

  public StageExecutor(Workspace workspace) {
    this(workspace, InstantSource.system());
  }

  /**
   * For tests.
   *
   * @param clock tells when 'now' is for a window without an end
   */
  public StageExecutor(Workspace workspace, InstantSource clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * What a stage would be made from, known before it runs.
   *
   * @param settings with the times of an ingest's window settled
   * @param inputs where the ingest artifact is a window, the last one up to it that brought news
   * @param windows fingerprints of all windows to read, the oldest first
   */
  public record Plan(
      Stage stage,
      Record settings,
      Map<String, ExternalInput> externals,
      Map<Stage, String> inputs,
      List<String> windows,
      String fingerprint) {}

  /**
   * Works out a stage's fingerprint. That of a stage that reads ingestion windows follows from the
   * windows that brought news: one without any leaves it as it was.
   *
   * @param inputs fingerprints of the input stages
   * @throws UserException if an external input can't be read
   */
  public Plan plan(Stage stage, Record settings, Map<Stage, String> inputs) throws IOException {
    Map<String, ExternalInput> externals = new TreeMap<>();
    if (settings instanceof EvaluateConfig evaluate) {
      externals.put(
          "production",
          ProductionModel.externalFor(workspace, evaluate.modelName(), inputs.get(Stage.TRAIN)));
    }
    externals.putAll(externals(settings));
    Record settled =
        settings instanceof IngestConfig ingest
            ? new WindowSettling(workspace, clock.instant()).settle(ingest, externals)
            : settings;
    Map<Stage, String> used = new TreeMap<>(inputs);
    List<IngestWindow> windows = windows(inputs);
    if (!windows.isEmpty()) {
      used.put(Stage.INGEST, windows.get(windows.size() - 1).fingerprint());
      externals.put("windows", IngestWindows.external(windows));
    }
    String fingerprint = Fingerprint.of(stage, Settings.resultParameters(settled), used, externals);
    return new Plan(
        stage,
        settled,
        externals,
        used,
        windows.stream().map(IngestWindow::fingerprint).toList(),
        fingerprint);
  }

  /**
   * Looks at what a stage's settings name outside the workspace. Of a live source only where it is
   * counts: its content is what windows are for.
   *
   * @throws UserException if it can't be read
   */
  public static Map<String, ExternalInput> externals(Record settings) throws IOException {
    boolean live = settings instanceof IngestConfig ingest && IngestSource.kind(ingest).live();
    Map<String, ExternalInput> externals = new TreeMap<>();
    for (var external : Settings.externals(settings).entrySet()) {
      ExternalInput found = ExternalInput.of(external.getKey(), external.getValue());
      externals.put(
          external.getKey(),
          live && external.getKey().equals("articles")
              ? IngestSource.external(external.getValue())
              : found);
    }
    return externals;
  }

  /**
   * The fingerprints of the windows that a stage reads for an ingest artifact, the oldest first.
   * Empty where the artifact is no window.
   */
  public List<String> windows(String ingest) throws IOException {
    return windows(Map.of(Stage.INGEST, ingest)).stream().map(IngestWindow::fingerprint).toList();
  }

  /** The windows that an ingest artifact stands for; none where it is no window. */
  private List<IngestWindow> windows(Map<Stage, String> inputs) throws IOException {
    Optional<Artifact> ingest =
        inputs.containsKey(Stage.INGEST)
            ? workspace.find(Stage.INGEST, inputs.get(Stage.INGEST))
            : Optional.empty();
    Optional<WindowRecord> record =
        ingest.isPresent() ? WindowRecord.of(ingest.get()) : Optional.empty();
    if (record.isEmpty()) {
      return List.of();
    }
    List<IngestWindow> news =
        IngestWindows.of(workspace, IngestSource.of(ingest.get().manifest()))
            .newsUpTo(record.get().until());
    return news.isEmpty() ? List.of(new IngestWindow(record.get(), ingest.get())) : news;
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
                              .formatted(
                                  stage.id(), input.id(), workspace.location(), input.id()))));
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
    return StageTelemetry.of(
        plan.stage(), () -> lockedIfWindow(plan, body, runnerArguments, force));
  }

  private StageResult lockedIfWindow(
      Plan plan, StageBody body, List<String> runnerArguments, boolean force) throws Exception {
    if (plan.settings() instanceof IngestConfig ingest && IngestSource.windowed(ingest)) {
      // A server should not be asked twice for the same window at the same time.
      try (ArtifactLock lock =
          ArtifactLock.take(workspace, plan.stage().id() + "-" + plan.fingerprint())) {
        return executeAlone(plan, body, runnerArguments, force);
      }
    }
    return executeAlone(plan, body, runnerArguments, force);
  }

  /**
   * The artifact of a plan, if it is made. A publication whose version was taken away since is not.
   */
  public Optional<Artifact> made(Plan plan) throws IOException {
    Optional<Artifact> found = workspace.find(plan.stage(), plan.fingerprint());
    return found.isPresent()
            && plan.stage() == Stage.PUBLISH
            && !new PublicationPointer(workspace).holds(found.get())
        ? Optional.empty()
        : found;
  }

  private StageResult executeAlone(
      Plan plan, StageBody body, List<String> runnerArguments, boolean force) throws Exception {
    Instant start = Instant.now();
    Stage stage = plan.stage();
    Optional<Artifact> made = made(plan);
    if (made.isPresent() && !force) {
      makeCurrent(made.get());
      if (stage == Stage.PUBLISH) {
        new PublicationPointer(workspace)
            .restore(made.get())
            .ifPresent(note -> System.err.println("note: " + note));
      }
      return new StageResult(stage, made.get(), true, Duration.between(start, Instant.now()));
    }
    if (force || workspace.find(stage, plan.fingerprint()).isPresent()) {
      workspace.remove(stage, plan.fingerprint());
    }
    Map<Stage, Artifact> inputs = new EnumMap<>(Stage.class);
    for (var input : plan.inputs().entrySet()) {
      inputs.put(input.getKey(), complete(stage, input.getKey(), input.getValue()));
    }
    List<Artifact> windows = new ArrayList<>();
    for (String window : plan.windows()) {
      windows.add(complete(stage, Stage.INGEST, window));
    }
    Workspace.Attempt attempt = workspace.begin(stage, plan.fingerprint());
    try {
      StageContext context =
          new StageContext(
              workspace,
              stage,
              plan.settings(),
              inputs,
              windows,
              plan.fingerprint(),
              attempt,
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
              CodeVersion.current(),
              plan.windows());
      Artifact artifact = attempt.complete(manifest);
      makeCurrent(artifact);
      return new StageResult(stage, artifact, false, Duration.between(start, Instant.now()));
    } catch (Exception | Error e) {
      try {
        attempt.abandon();
      } catch (IOException clearing) {
        e.addSuppressed(clearing);
      }
      throw e;
    }
  }

  private Artifact complete(Stage stage, Stage input, String fingerprint) throws IOException {
    return workspace
        .find(input, fingerprint)
        .orElseThrow(
            () ->
                new UserException(
                    "%s needs %s %s, which is not complete in %s"
                        .formatted(stage.id(), input.id(), fingerprint, workspace.location())));
  }

  /** Of a source's windows the last is in use, in whatever order they are made. */
  private void makeCurrent(Artifact artifact) throws IOException {
    Artifact inUse = artifact;
    if (artifact.stage() == Stage.INGEST && WindowRecord.of(artifact).isPresent()) {
      inUse =
          IngestWindows.of(workspace, IngestSource.of(artifact.manifest()))
              .last()
              .map(IngestWindow::artifact)
              .orElse(artifact);
    }
    workspace.makeCurrent(inUse);
  }

  private static Map<String, String> inputFingerprints(Plan plan) {
    Map<String, String> inputs = new TreeMap<>();
    plan.inputs().forEach((stage, fingerprint) -> inputs.put(stage.id(), fingerprint));
    return inputs;
  }
}
