package dev.docent.pipelines.prune;

import dev.docent.pipelines.prune.KeptReleases.OneRelease;
import dev.docent.pipelines.runs.RunRecord;
import dev.docent.pipelines.runs.RunRecords;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.ExternalInput;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.ModelVersions;
import dev.docent.records.workspace.VersionRecord;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a workspace must stay, and what may go. An artifact stays with all that it was made from
 * where one of these needs it: what is in use, the newest runs, the releases that stay, and the
 * model versions that a label, a rollback, a release that stays, or the newest need. Ingestion
 * windows always stay: they are the pages themselves.
 */
final class Retention {
  /** What is younger may be an input of a command that takes no lock. */
  private static final Duration YOUNG = Duration.ofHours(1);

  private final Map<Stage, Map<String, Artifact>> all = new EnumMap<>(Stage.class);
  private final Map<Stage, Set<String>> kept = new EnumMap<>(Stage.class);

  private Retention() {}

  /**
   * What may go.
   *
   * @param artifacts in the order in which they are to be removed: what is made from another one
   *     goes before it
   * @param keptBytes of the artifacts that stay
   */
  record Plan(
      List<Artifact> artifacts, List<OneRelease> releases, int keptArtifacts, long keptBytes) {
    long bytes() {
      return artifacts.stream().mapToLong(Retention::bytes).sum();
    }
  }

  /**
   * @param keep how many of the newest runs, releases and model versions stay besides those that
   *     are needed
   */
  static Plan plan(Workspace workspace, int keep, Instant now) throws IOException {
    Retention retention = new Retention();
    retention.look(workspace);
    KeptReleases releases = KeptReleases.of(workspace, keep);
    for (Stage stage : Stage.values()) {
      workspace.current(stage).ifPresent(print -> retention.keep(stage, print));
      for (Artifact artifact : List.copyOf(retention.all.get(stage).values())) {
        boolean window = stage == Stage.INGEST && WindowRecord.of(artifact).isPresent();
        if (window || artifact.manifest().finishedAt().isAfter(now.minus(YOUNG))) {
          retention.keep(stage, artifact.fingerprint());
        }
      }
    }
    retention.keepRuns(new RunRecords(workspace), keep);
    Set<String> trainings = retention.keepModels(workspace, releases.kept(), keep);
    for (OneRelease release : releases.kept()) {
      retention.keep(Stage.INDEX, release.index());
      if (release.topics() != null) {
        retention.keep(Stage.TOPICS, release.topics());
      }
    }
    retention.keepVectors(trainings);
    return retention.result(releases.old());
  }

  private void look(Workspace workspace) throws IOException {
    for (Stage stage : Stage.values()) {
      Map<String, Artifact> artifacts = new HashMap<>();
      for (Artifact artifact : workspace.all(stage)) {
        artifacts.put(artifact.fingerprint(), artifact);
      }
      all.put(stage, artifacts);
      kept.put(stage, new HashSet<>());
    }
  }

  /** Keeps an artifact and all that it was made from. */
  private void keep(Stage stage, String fingerprint) {
    Artifact artifact = all.get(stage).get(fingerprint);
    if (artifact == null || !kept.get(stage).add(fingerprint)) {
      return;
    }
    Manifest manifest = artifact.manifest();
    manifest
        .inputs()
        .forEach((input, print) -> Stage.byId(input).ifPresent(origin -> keep(origin, print)));
    manifest.windows().forEach(window -> keep(Stage.INGEST, window));
  }

  private void keepRuns(RunRecords records, int keep) throws IOException {
    List<Integer> numbers = records.numbers();
    for (int number : numbers.subList(0, Math.min(keep, numbers.size()))) {
      for (RunRecord.StageRecord record : records.get(number).stages()) {
        Stage.byId(record.stage()).ifPresent(stage -> keep(stage, record.fingerprint()));
      }
    }
  }

  /** Keeps what needed versions were trained from; gives the fingerprints of their trainings. */
  private Set<String> keepModels(Workspace workspace, List<OneRelease> releases, int keep)
      throws IOException {
    Set<String> trainings = new HashSet<>();
    for (String name : workspace.modelNames()) {
      ModelVersions versions = workspace.modelVersions(name);
      Set<Long> needed = new TreeSet<>(versions.needed());
      List<Long> ready = versions.numbers();
      needed.addAll(ready.subList(Math.max(0, ready.size() - keep), ready.size()));
      for (OneRelease release : releases) {
        if (name.equals(release.model()) && release.version() != null) {
          needed.add(release.version());
        }
      }
      for (long number : needed) {
        String training = versions.version(number).map(VersionRecord::trainFingerprint).orElse("");
        // Where it isn't known what a needed version was trained from, all trainings stay.
        trainings.addAll(training.isEmpty() ? all.get(Stage.TRAIN).keySet() : Set.of(training));
      }
    }
    trainings.forEach(print -> keep(Stage.TRAIN, print));
    for (Artifact publication : List.copyOf(all.get(Stage.PUBLISH).values())) {
      String training = publication.manifest().inputs().get(Stage.TRAIN.id());
      if (training != null && trainings.contains(training)) {
        keep(Stage.PUBLISH, publication.fingerprint());
      }
    }
    return trainings;
  }

  /**
   * Keeps the vectors that a search needs: of an index that stays by a training that does, by the
   * stage of that name or, where the model was the published one, by an evaluation.
   */
  private void keepVectors(Set<String> trainings) {
    Set<String> indexes = Set.copyOf(kept.get(Stage.INDEX));
    for (Stage stage : List.of(Stage.VECTORS, Stage.EVALUATE)) {
      for (Artifact artifact : List.copyOf(all.get(stage).values())) {
        Manifest manifest = artifact.manifest();
        String index = manifest.inputs().get(Stage.INDEX.id());
        String candidate = manifest.inputs().get(Stage.TRAIN.id());
        String production =
            Optional.ofNullable(manifest.externals().get("production"))
                .map(ExternalInput::digest)
                .orElse("");
        boolean by =
            candidate != null && trainings.contains(candidate) || trainings.contains(production);
        if (by && index != null && indexes.contains(index)) {
          keep(stage, artifact.fingerprint());
        }
      }
    }
  }

  private Plan result(List<OneRelease> releases) {
    List<Artifact> removable = new ArrayList<>();
    int count = 0;
    long bytes = 0;
    for (int i = Stage.values().length - 1; i >= 0; i--) {
      Stage stage = Stage.values()[i];
      for (Artifact artifact : all.get(stage).values()) {
        if (kept.get(stage).contains(artifact.fingerprint())) {
          count++;
          bytes += bytes(artifact);
        } else {
          removable.add(artifact);
        }
      }
    }
    return new Plan(removable, releases, count, bytes);
  }

  static long bytes(Artifact artifact) {
    return artifact.manifest().files().stream().mapToLong(Manifest.DataFile::bytes).sum();
  }
}
