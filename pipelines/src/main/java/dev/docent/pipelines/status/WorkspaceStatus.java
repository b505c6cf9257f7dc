package dev.docent.pipelines.status;

import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.ModelVersions;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a workspace holds.
 *
 * @param models a line each
 * @param warnings what the manifests in use warn of
 */
record WorkspaceStatus(List<StageStatus> stages, List<String> models, List<String> warnings) {
  /** One stage's artifact in use. */
  record StageStatus(Stage stage, State state, List<String> cells) {}

  /** How the artifact in use stands to its inputs. */
  enum State {
    /** Made from the inputs that are in use. */
    FRESH,
    /** An input was made again since, or is itself stale. */
    STALE,
    /** Never made, or taken away. */
    MISSING
  }

  static WorkspaceStatus of(Workspace workspace) throws IOException {
    List<StageStatus> stages = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Map<Stage, State> states = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      Optional<Artifact> artifact = workspace.currentArtifact(stage);
      State state =
          artifact.isEmpty() ? State.MISSING : state(workspace, artifact.get().manifest(), states);
      states.put(stage, state);
      stages.add(
          new StageStatus(
              stage,
              state,
              artifact
                  .map(a -> cells(stage, state, a.manifest()))
                  .orElseGet(() -> List.of(stage.id(), "missing", "-", "-", "-", "-", "-", "-"))));
      artifact.ifPresent(
          a -> a.manifest().warnings().forEach(w -> warnings.add(stage.id() + ": " + w)));
    }
    return new WorkspaceStatus(stages, models(workspace), warnings);
  }

  private static State state(Workspace workspace, Manifest manifest, Map<Stage, State> states)
      throws IOException {
    for (var input : manifest.inputs().entrySet()) {
      Optional<Stage> stage = Stage.byId(input.getKey());
      boolean inUse =
          stage.equals(Optional.of(Stage.INGEST))
              ? windowsInUse(workspace).equals(madeFrom(manifest, input.getValue()))
              : stage.flatMap(workspace::current).equals(Optional.of(input.getValue()));
      if (!inUse || stage.map(states::get).orElse(State.STALE) != State.FRESH) {
        return State.STALE;
      }
    }
    return State.FRESH;
  }

  /** What a stage made from pages now would read: of windows all those with news. */
  private static List<String> windowsInUse(Workspace workspace) throws IOException {
    Optional<String> current = workspace.current(Stage.INGEST);
    if (current.isEmpty()) {
      return List.of();
    }
    List<String> windows = new StageExecutor(workspace).windows(current.get());
    return windows.isEmpty() ? List.of(current.get()) : windows;
  }

  private static List<String> madeFrom(Manifest manifest, String ingest) {
    return manifest.windows().isEmpty() ? List.of(ingest) : manifest.windows();
  }

  private static List<String> cells(Stage stage, State state, Manifest manifest) {
    List<String> madeFrom = new ArrayList<>();
    manifest.inputs().forEach((input, print) -> madeFrom.add(input + "=" + shorten(print)));
    manifest
        .externals()
        .forEach((name, external) -> madeFrom.add(name + "=" + external.location()));
    return List.of(
        stage.id(),
        state == State.FRESH ? "fresh" : "stale",
        shorten(manifest.fingerprint()),
        manifest.finishedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        Long.toString(manifest.counts().read()),
        Long.toString(manifest.counts().written()),
        Long.toString(manifest.counts().totalDeadLetters()),
        String.join(" ", madeFrom));
  }

  private static List<String> models(Workspace workspace) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : workspace.modelNames()) {
      ModelVersions versions = workspace.modelVersions(name);
      lines.add(
          "Model %s: stable %s%s, versions %s"
              .formatted(
                  name,
                  versions.stable().map(p -> Long.toString(p.version())).orElse("none"),
                  versions.canary().map(p -> ", canary " + p.version()).orElse(""),
                  String.join(" ", versions.numbers().stream().map(String::valueOf).toList())));
    }
    return lines;
  }

  private static String shorten(String fingerprint) {
    return fingerprint.length() > 8 ? fingerprint.substring(0, 8) : fingerprint;
  }
}
