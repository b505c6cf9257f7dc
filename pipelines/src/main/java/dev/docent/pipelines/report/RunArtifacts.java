package dev.docent.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.pipelines.runs.RunRecord;
import dev.docent.pipelines.runs.RunRecord.StageRecord;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The artifacts that a run ended with: those that it made or found, and of the stages that it did
 * not run what they were made from, as the manifests tell.
 */
final class RunArtifacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Stage, Artifact> artifacts;

  private RunArtifacts(Map<Stage, Artifact> artifacts) {
    this.artifacts = artifacts;
  }

  static RunArtifacts of(Workspace workspace, RunRecord run) throws IOException {
    Map<Stage, Artifact> artifacts = new EnumMap<>(Stage.class);
    for (StageRecord record : run.stages()) {
      Optional<Stage> stage = Stage.byId(record.stage());
      if (stage.isPresent()) {
        add(workspace, stage.get(), record.fingerprint(), artifacts);
      }
    }
    return new RunArtifacts(artifacts);
  }

  private static void add(
      Workspace workspace, Stage stage, String fingerprint, Map<Stage, Artifact> artifacts)
      throws IOException {
    Optional<Artifact> found =
        artifacts.containsKey(stage) ? Optional.empty() : workspace.find(stage, fingerprint);
    if (found.isPresent()) {
      artifacts.put(stage, found.get());
      for (var input : found.get().manifest().inputs().entrySet()) {
        Optional<Stage> origin = Stage.byId(input.getKey());
        if (origin.isPresent()) {
          add(workspace, origin.get(), input.getValue(), artifacts);
        }
      }
    }
  }

  /** The artifact of a stage; empty where it failed, was not run, or is pruned. */
  Optional<Artifact> get(Stage stage) {
    return Optional.ofNullable(artifacts.get(stage));
  }

  /** A file of it, if the artifact is there and has such a file. */
  Optional<Path> file(Stage stage, String path) {
    return get(stage)
        .filter(one -> one.manifest().files().stream().anyMatch(file -> file.path().equals(path)))
        .map(one -> one.file(path));
  }

  /** A JSON file of it. */
  Optional<JsonNode> json(Stage stage, String path) throws IOException {
    Optional<Path> file = file(stage, path);
    return file.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(file.get().toFile()));
  }

  /** A folder of record files of it. */
  Optional<Path> folder(Stage stage, String path) {
    return get(stage)
        .filter(
            one ->
                one.manifest().files().stream()
                    .anyMatch(file -> file.path().startsWith(path + "/")))
        .map(one -> one.file(path));
  }

  /** A page of it as text. */
  Optional<String> page(Stage stage, String path) throws IOException {
    Optional<Path> file = file(stage, path);
    return file.isEmpty() ? Optional.empty() : Optional.of(Files.readString(file.get()));
  }
}
