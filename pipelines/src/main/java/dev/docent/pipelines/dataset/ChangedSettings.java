package dev.docent.pipelines.dataset;

import dev.docent.records.config.DatasetConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.Artifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which settings differ between the makings of two data sets: their own, and those of the artifacts
 * that they were made from. A dump counts by where it lies, not by what is in it.
 */
final class ChangedSettings {
  private ChangedSettings() {}

  /** In words, such as {@code match.wikipedia was dump.xml, is not set}; empty where none do. */
  static List<String> since(Artifact last, StageContext context) throws IOException {
    List<String> changed =
        new ArrayList<>(
            between(
                Stage.DATASET,
                last.manifest().parameters(),
                Settings.toMap(context.settings(DatasetConfig.class))));
    for (Stage input : Stage.DATASET.inputs()) {
      changed.addAll(ofInput(input, last, context));
    }
    return changed;
  }

  private static List<String> ofInput(Stage input, Artifact last, StageContext context)
      throws IOException {
    Artifact now = context.input(input);
    String fingerprint = last.manifest().inputs().get(input.id());
    if (now.fingerprint().equals(fingerprint)) {
      return List.of();
    }
    Optional<Artifact> before =
        fingerprint == null ? Optional.empty() : context.workspace().find(input, fingerprint);
    return before.isPresent()
        ? between(input, before.get().manifest().parameters(), now.manifest().parameters())
        : List.of("those of %s are unknown, since its artifact is gone".formatted(input.id()));
  }

  private static List<String> between(
      Stage stage, Map<String, String> before, Map<String, String> now) {
    List<String> changed = new ArrayList<>();
    for (Settings.Declared each : Settings.of(stage.settings())) {
      String was = before.get(each.name());
      String is = now.get(each.name());
      if (each.setting().changesResult() && !Objects.equals(was, is)) {
        changed.add(
            "%s.%s was %s, is %s".formatted(stage.id(), each.name(), inWords(was), inWords(is)));
      }
    }
    return changed;
  }

  private static String inWords(@Nullable String value) {
    return value == null ? "unknown" : value.isEmpty() ? "not set" : value;
  }
}
