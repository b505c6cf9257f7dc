package dev.docent.serving.registry;

import dev.docent.models.publish.Candidates;
import dev.docent.models.publish.VersionCheck;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.records.UserException;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.ModelRegistry;
import dev.docent.records.workspace.ModelVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Moves labels by hand. Each move is one conditional write, made after everything was checked. */
final class Labels {
  private final ModelRegistry registry;
  private final VersionCheck check;

  Labels(ModelRegistry registry, VersionCheck check) {
    this.registry = registry;
    this.check = check;
  }

  /**
   * Makes a version the stable one; as a canary it is then no longer needed.
   *
   * @param asked a number, or {@code canary}
   * @return what was done, in words
   */
  String promote(String asked) throws IOException, InterruptedException {
    ModelVersions seen = registry.read();
    long version = asked.equals(ModelPointer.CANARY) ? canaryOf(seen) : number(asked);
    Optional<ModelPointer> stable = seen.stable();
    if (stable.isPresent() && stable.get().version() == version) {
      return "Version %d of model '%s' is the stable one already.".formatted(version, seen.name());
    }
    String checked = serve(version);
    ModelPointer next =
        stable.isPresent() ? stable.get().movedByHandTo(version) : new ModelPointer(version, null);
    registry.move(ModelPointer.STABLE, next, seen);
    if (seen.canary().filter(one -> one.version() == version).isPresent()) {
      registry.move(ModelPointer.CANARY, null, seen);
    }
    return "%s%nPromoted: model '%s' is at version %d%s."
        .formatted(
            checked,
            seen.name(),
            version,
            stable.map(one -> ", it was at " + one.version()).orElse(""));
  }

  /** Makes a version the canary. */
  String canary(String asked) throws IOException, InterruptedException {
    ModelVersions seen = registry.read();
    long version = number(asked);
    if (seen.canary().filter(one -> one.version() == version).isPresent()) {
      return "Version %d of model '%s' is the canary already.".formatted(version, seen.name());
    }
    String checked = serve(version);
    registry.move(ModelPointer.CANARY, new ModelPointer(version, null), seen);
    return "%s%nCanary: version %d of model '%s' is served beside %s."
        .formatted(
            checked,
            version,
            seen.name(),
            seen.stable().map(one -> "version " + one.version()).orElse("no stable version"));
  }

  /** Takes the canary label away. */
  String noCanary() throws IOException {
    ModelVersions seen = registry.read();
    if (seen.canary().isEmpty()) {
      return "Model '%s' has no canary.".formatted(seen.name());
    }
    registry.move(ModelPointer.CANARY, null, seen);
    return "Canary: version %d of model '%s' is no longer one."
        .formatted(seen.canary().get().version(), seen.name());
  }

  /**
   * Goes back to the version before. Its files are compared with their checksums; it isn't served
   * for a try first, for it was, and haste may be needed.
   */
  String rollBack() throws IOException {
    ModelVersions seen = registry.read();
    ModelPointer stable =
        seen.stable()
            .orElseThrow(
                () ->
                    new UserException(
                        "model '%s' has no stable version to go back from".formatted(seen.name())));
    ModelPointer back =
        stable
            .rolledBack()
            .orElseThrow(
                () ->
                    new UserException(
                        "model '%s' is at version %d and had none before; 'docent models promote VERSION' takes another, there are %s"
                            .formatted(seen.name(), stable.version(), seen.numbers())));
    registry.fetch(back.version());
    registry.move(ModelPointer.STABLE, back, seen);
    return "Rolled back: model '%s' is at version %d, it was at %d, which no run brings back by itself."
        .formatted(seen.name(), back.version(), stable.version());
  }

  private String serve(long version) throws IOException, InterruptedException {
    Path folder = registry.fetch(version);
    Optional<ExportedScores> expected = Candidates.expectedOf(folder);
    if (expected.isEmpty()) {
      throw new UserException(
          "version %d has no warm-up requests to try it by; publish the model again"
              .formatted(version));
    }
    VersionCheck.Result result = check.run(folder, expected.get());
    return String.format(
        Locale.ROOT,
        "Served version %d in a fresh process: %d requests with %d pairs, largest difference from the export %.1e, %.0f ms at the median, %.0f ms at worst.",
        version,
        result.requests(),
        result.pairs(),
        result.largestDifference(),
        result.medianMillis(),
        result.worstMillis());
  }

  private static long canaryOf(ModelVersions seen) {
    return seen.canary()
        .orElseThrow(
            () ->
                new UserException(
                    "model '%s' has no canary to promote; 'docent models canary VERSION' makes one"
                        .formatted(seen.name())))
        .version();
  }

  static long number(String asked) {
    if (!asked.matches("[1-9][0-9]{0,17}")) {
      throw new UserException(
          "the version is '%s'; it must be a whole number such as 3".formatted(asked));
    }
    return Long.parseLong(asked);
  }
}
