package dev.docent.pipelines.prune;

import dev.docent.pipelines.launch.Launcher;
import dev.docent.pipelines.prune.KeptReleases.OneRelease;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.config.ConfigException;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import dev.docent.records.workspace.WorkspaceLock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent prune}: removes what nobody needs any more. */
public final class PruneCommand {
  private static final String KEEP = "3";

  private PruneCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.PRUNE.id());
    spec.usageMessage()
        .description(
            CommandHome.PRUNE.summary(),
            "What is in use, what the model in production, the canary, a rollback or a release needs,"
                + " with all that it was made from, and the pages of all windows always stay.",
            "While a run works on the workspace it ends at once with exit code "
                + DocentCommands.IN_USE
                + ".")
        .footer(
            "",
            "Examples:",
            "  docent prune --workspace work --dry-run",
            "  docent prune --workspace s3://BUCKET/PREFIX --keep 5");
    CommonOptions.addWorkspace(spec);
    spec.addOption(
        OptionSpec.builder("--keep")
            .paramLabel("N")
            .description(
                "So many of the newest runs, releases and model versions stay besides what is"
                    + " needed. Default: "
                    + KEEP
                    + ".")
            .type(String.class)
            .arity("1")
            .build());
    spec.addOption(
        OptionSpec.builder("--dry-run")
            .description("Only tell what would be removed.")
            .type(boolean.class)
            .arity("0")
            .build());
    return spec;
  }

  public static int run(ParseResult arguments) throws Exception {
    String keep = arguments.matchedOptionValue("--keep", KEEP);
    if (!keep.matches("[0-9]{1,6}")) {
      throw ConfigException.of(
          "--keep is '%s'; it must be a whole number, 0 or more".formatted(keep));
    }
    boolean dryRun = arguments.hasMatchedOption("--dry-run");
    Workspace workspace = CommonOptions.workspace(arguments);
    if (dryRun) {
      return prune(workspace, Integer.parseInt(keep), true);
    }
    try (WorkspaceLock lock = workspace.lock("docent prune")) {
      lock.check();
      return prune(workspace, Integer.parseInt(keep), false);
    }
  }

  private static int prune(Workspace workspace, int keep, boolean dryRun) throws Exception {
    Retention.Plan plan = Retention.plan(workspace, keep, Instant.now());
    String verb = dryRun ? "Would remove" : "Removed";
    // Releases first, so that none names what is gone.
    for (OneRelease release : plan.releases()) {
      if (!dryRun) {
        workspace.removeDocument(KeptReleases.path(release));
      }
      System.out.printf("%s release %d%n", verb, release.number());
    }
    for (Artifact artifact : plan.artifacts()) {
      if (!dryRun) {
        workspace.remove(artifact.stage(), artifact.fingerprint());
      }
      System.out.printf(
          Locale.ROOT,
          "%s %s %s, made %s, %.1f MB%n",
          verb,
          artifact.stage().id(),
          artifact.fingerprint(),
          artifact.manifest().finishedAt(),
          Retention.bytes(artifact) / 1e6);
    }
    System.out.printf(
        Locale.ROOT,
        "%s %d artifacts, %.1f MB; %d with %.1f MB stay%n",
        verb,
        plan.artifacts().size(),
        plan.bytes() / 1e6,
        plan.keptArtifacts(),
        plan.keptBytes() / 1e6);
    return versions(workspace, keep, dryRun);
  }

  /** Model versions are the registry's, which lives on another class path. */
  private static int versions(Workspace workspace, int keep, boolean dryRun)
      throws IOException, InterruptedException {
    int worst = DocentCommands.OK;
    for (String name : workspace.modelNames()) {
      List<String> command = new ArrayList<>(Launcher.command(CommandHome.MODELS.id()));
      command.addAll(List.of("prune", "--workspace", workspace.location()));
      command.addAll(List.of("--model-name", name, "--keep", Integer.toString(keep)));
      if (dryRun) {
        command.add("--dry-run");
      }
      worst = Math.max(worst, Launcher.run(command));
    }
    return worst;
  }
}
