package dev.docent.pipelines.dataset;

import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.Artifact;
import dev.docent.transforms.dataset.statistics.StatisticsFile;
import dev.docent.transforms.dataset.validation.Drift;
import dev.docent.transforms.dataset.validation.Profile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The workspace's last complete data set, from which drift is measured.
 *
 * @param profile absent where there is none to compare with
 * @param changed the settings that differ, in words; where there are any, drift is no reason to
 *     stop
 * @param described which one it is and what settings differ, or why there is none
 * @param location of its files; empty where there is none to compare with
 */
record LastDataset(
    Optional<Profile> profile, List<String> changed, String described, String location) {

  static LastDataset of(StageContext context) throws IOException {
    for (Artifact artifact : context.workspace().all(Stage.DATASET)) {
      if (!artifact.fingerprint().equals(context.fingerprint())) {
        return of(artifact, context);
      }
    }
    return none("the workspace has no earlier data set");
  }

  private static LastDataset none(String why) {
    return new LastDataset(Optional.empty(), List.of(), "Drift was not measured: " + why, "");
  }

  private static LastDataset of(Artifact artifact, StageContext context) throws IOException {
    String name =
        "the data set %s of %s".formatted(artifact.fingerprint(), artifact.manifest().finishedAt());
    boolean described =
        artifact.manifest().files().stream()
            .anyMatch(file -> file.path().equals(StatisticsFile.NAME));
    if (!described) {
      return none("%s has no %s".formatted(name, StatisticsFile.NAME));
    }
    List<String> changed = ChangedSettings.since(artifact, context);
    String settings =
        changed.isEmpty()
            ? "made with the same settings"
            : "made with other settings (%s)".formatted(String.join(", ", changed));
    return new LastDataset(
        Optional.of(StatisticsFile.profile(artifact.file(StatisticsFile.NAME))),
        changed,
        "Drift is measured from %s, %s".formatted(name, settings),
        artifact.location(""));
  }

  /** What the data set is compared with, and what is left out of it. */
  String comparison(Profile now) {
    return profile
        .filter(before -> !Drift.comparesTopics(now, before))
        .map(
            before ->
                "%s. Topics by rank are left out: %d were learned then, %d now"
                    .formatted(described, before.learnedTopics(), now.learnedTopics()))
        .orElse(described);
  }
}
