package dev.docent.pipelines.dataset;

import dev.docent.records.config.DatasetConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.Artifact;
import dev.docent.transforms.dataset.statistics.StatisticsFile;
import dev.docent.transforms.dataset.validation.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workspace's last complete data set, from which drift is measured.
 *
 * @param profile absent where there is none to compare with
 * @param described which one it is and what settings differ, or why there is none
 */
record LastDataset(Optional<Profile> profile, String described) {

  static LastDataset of(StageContext context) throws IOException {
    for (Artifact artifact : context.workspace().all(Stage.DATASET)) {
      if (!artifact.fingerprint().equals(context.fingerprint())) {
        return of(artifact, context.settings(DatasetConfig.class));
      }
    }
    return new LastDataset(
        Optional.empty(), "Drift was not measured: the workspace has no earlier data set");
  }

  private static LastDataset of(Artifact artifact, DatasetConfig config) throws IOException {
    String name =
        "the data set %s of %s".formatted(artifact.fingerprint(), artifact.manifest().finishedAt());
    boolean described =
        artifact.manifest().files().stream()
            .anyMatch(file -> file.path().equals(StatisticsFile.NAME));
    if (!described) {
      return new LastDataset(
          Optional.empty(),
          "Drift was not measured: %s has no %s".formatted(name, StatisticsFile.NAME));
    }
    List<String> changed = changed(artifact.manifest().parameters(), config);
    String settings =
        changed.isEmpty()
            ? "made with the same settings"
            : "made with other settings (%s)".formatted(String.join(", ", changed));
    return new LastDataset(
        Optional.of(StatisticsFile.profile(artifact.file(StatisticsFile.NAME))),
        "Drift is measured from %s, %s".formatted(name, settings));
  }

  private static List<String> changed(Map<String, String> before, DatasetConfig config) {
    List<String> changed = new ArrayList<>();
    Settings.resultParameters(config)
        .forEach(
            (name, value) -> {
              String was = before.getOrDefault(name, "absent");
              if (!was.equals(value)) {
                changed.add("%s was %s, is %s".formatted(name, was, value));
              }
            });
    return changed;
  }
}
