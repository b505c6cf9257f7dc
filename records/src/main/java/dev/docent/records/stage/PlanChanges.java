package dev.docent.records.stage;

import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.workspace.ExternalInput;
import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Why a plan would make another artifact than the one in use, in words. */
public final class PlanChanges {
  /** The end of a window is another one each time; a person wants to know of the window. */
  private static final List<String> WINDOW = List.of("since", "until");

  private PlanChanges() {}

  /**
   * Compares a plan with the manifest of the artifact in use.
   *
   * @return one reason a change, such as {@code setting topics changed 100 -> 200} or {@code input
   *     ingest changed}; never empty
   */
  public static List<String> of(StageExecutor.Plan plan, Optional<Manifest> inUse) {
    if (inUse.isEmpty()) {
      return List.of("never made");
    }
    Manifest manifest = inUse.get();
    List<String> reasons = new ArrayList<>();
    if (manifest.stageVersion() != plan.stage().version()) {
      reasons.add(
          "the stage's version changed %d -> %d"
              .formatted(manifest.stageVersion(), plan.stage().version()));
    }
    reasons.addAll(settings(plan.settings(), manifest.parameters()));
    plan.inputs()
        .forEach(
            (input, print) -> {
              if (!print.equals(manifest.inputs().get(input.id()))) {
                reasons.add("input %s changed".formatted(input.id()));
              }
            });
    reasons.addAll(externals(plan.externals(), manifest.externals()));
    if (reasons.isEmpty()) {
      reasons.add(
          plan.fingerprint().equals(manifest.fingerprint())
              ? "what it says is no longer there"
              : "made by another version of the program");
    }
    return reasons;
  }

  private static List<String> settings(Record settings, Map<String, String> before) {
    List<String> reasons = new ArrayList<>();
    boolean windowed = settings instanceof IngestConfig ingest && IngestSource.windowed(ingest);
    Map<String, String> now = Settings.resultParameters(settings);
    boolean otherWindow =
        WINDOW.stream()
            .anyMatch(name -> !String.valueOf(now.get(name)).equals(before.getOrDefault(name, "")));
    if (windowed && otherWindow) {
      reasons.add("a new window, %s to %s".formatted(now.get("since"), now.get("until")));
    }
    now.forEach(
        (name, value) -> {
          String old = before.get(name);
          if (!(windowed && WINDOW.contains(name)) && !value.equals(old)) {
            reasons.add(
                old == null
                    ? "setting %s is new (%s)".formatted(name, shown(value))
                    : "setting %s changed %s -> %s".formatted(name, shown(old), shown(value)));
          }
        });
    return reasons;
  }

  private static List<String> externals(
      Map<String, ExternalInput> now, Map<String, ExternalInput> before) {
    List<String> reasons = new ArrayList<>();
    var names = new TreeSet<>(now.keySet());
    names.addAll(before.keySet());
    for (String name : names) {
      String digest = digest(now.get(name));
      if (!digest.equals(digest(before.get(name)))) {
        reasons.add(
            switch (name) {
              case "production" -> "the published model that it is compared with changed";
              case "windows" -> "windows with news were added";
              default ->
                  now.get(name) == null
                      ? "--%s is no longer given".formatted(name)
                      : before.get(name) == null
                          ? "--%s is new".formatted(name)
                          : "the content of --%s changed".formatted(name);
            });
      }
    }
    return reasons;
  }

  private static String digest(@Nullable ExternalInput input) {
    return input == null ? "" : input.digest();
  }

  private static String shown(String value) {
    return value.isEmpty() ? "(not set)" : value;
  }
}
