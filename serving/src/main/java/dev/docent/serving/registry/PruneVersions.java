package dev.docent.serving.registry;

import dev.docent.records.UserException;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.workspace.ModelRegistry;
import dev.docent.records.workspace.ModelVersions;
import dev.docent.records.workspace.VersionRecord;
import dev.docent.serving.releases.Releases;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent models prune}. */
final class PruneVersions implements ModelsCommand.Subcommand {
  private static final int KEEP = 3;

  /** An upload that is older and not finished was killed. */
  private static final Duration UNFINISHED = Duration.ofDays(1);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        ModelsCommand.command(
            "prune",
            List.of(
                "Removes the files of old versions. What the labels stable and canary name, the"
                    + " version that a rollback would go back to, and what a release names always"
                    + " stay, and so do the newest.",
                "What is left of uploads that were killed goes too, a day after."),
            List.of(
                "docent models prune --workspace DIR --dry-run",
                "docent models prune --workspace s3://BUCKET/PREFIX --keep 5"));
    spec.addOption(
        ModelsCommand.text(
            "--keep",
            "N",
            "So many of the newest versions stay besides those that are needed. Default: "
                + KEEP
                + "."));
    spec.addOption(ModelsCommand.flag("--dry-run", "Only tell what would be removed."));
    return spec;
  }

  @Override
  public int run(ModelsCommand.Context context, ParseResult arguments) throws IOException {
    String keep = arguments.matchedOptionValue("--keep", Integer.toString(KEEP));
    if (!keep.matches("[0-9]{1,9}")) {
      throw new UserException(
          "--keep is '%s'; it must be a whole number, 0 or more".formatted(keep));
    }
    boolean dryRun = arguments.hasMatchedOption("--dry-run");
    ModelRegistry registry = context.registry();
    ModelVersions versions = registry.read();
    Set<Long> needed = new TreeSet<>(versions.needed());
    needed.addAll(new Releases(context.workspace()).versions(versions.name()));
    long bytes = 0;
    int count = 0;
    for (VersionRecord version :
        removable(versions, needed, Integer.parseInt(keep), Instant.now())) {
      if (dryRun || registry.remove(version.version())) {
        count++;
        bytes += version.bytes();
        System.out.printf(
            "%s version %d (%s)%n",
            dryRun ? "Would remove" : "Removed", version.version(), version.made());
      } else {
        System.out.printf("Version %d is needed by now and stays%n", version.version());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s %d versions of model '%s', %.1f MB; needed: %s%n",
        dryRun ? "Would remove" : "Removed",
        count,
        versions.name(),
        bytes / 1e6,
        needed);
    return DocentCommands.OK;
  }

  /**
   * @param needed numbers that stay however old they are
   */
  static List<VersionRecord> removable(
      ModelVersions versions, Set<Long> needed, int keep, Instant now) {
    List<Long> ready = versions.numbers();
    Set<Long> kept = new HashSet<>(needed);
    kept.addAll(ready.subList(Math.max(0, ready.size() - keep), ready.size()));
    List<VersionRecord> removable = new ArrayList<>();
    for (VersionRecord version : versions.versions()) {
      boolean old =
          switch (version.state()) {
            case READY -> true;
            case UPLOADING -> version.made().isBefore(now.minus(UNFINISHED));
            case REMOVED -> false;
          };
      if (old && !kept.contains(version.version())) {
        removable.add(version);
      }
    }
    return removable;
  }
}
