package dev.docent.pipelines.backfill;

import dev.docent.pipelines.articles.IngestStage;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.SettingsOptions;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.config.UtcTime;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.IngestWindows.Stretch;
import dev.docent.records.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent backfill}: fills windows of the past. */
public final class BackfillCommand {
  private static final int MAX_JOBS = 8;

  private BackfillCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.BACKFILL.id());
    spec.usageMessage()
        .description(
            CommandHome.BACKFILL.summary(),
            "Complete windows are skipped; a backfill that was killed goes on where it stopped when it is started again.")
        .footer(
            "",
            "Example:",
            "  docent backfill --articles https://www.example.org/sitemap.xml --from 2026-01-01 --to 2026-06-30 --every P7D");
    spec.addOption(
        option(
            "--from", "TIME", "Start of the first window: an ISO date or instant, UTC. Required."));
    spec.addOption(
        option(
            "--to",
            "TIME",
            "End of the last window, not part of it, not in the future. Default: now."));
    spec.addOption(
        option(
            "--every",
            "PERIOD",
            "Length of a window: P7D, P1M, PT6H. The last is cut at --to. Default: P7D."));
    spec.addOption(
        option(
            "--jobs",
            "N",
            "Windows to fill side by side. Valid: 1 to %d. Default: 1. A host's rate holds over all of them."
                .formatted(MAX_JOBS)));
    spec.addOption(
        OptionSpec.builder("--fail-fast")
            .description("Begin no further window once one has failed.")
            .type(boolean.class)
            .arity("0")
            .build());
    CommonOptions.addWorkspace(spec);
    CommonOptions.addConfig(spec);
    SettingsOptions.addTo(spec, IngestConfig.class);
    spec.remove(spec.findOption("--since"));
    spec.remove(spec.findOption("--until"));
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("-- BEAM OPTIONS")
            .description("After '--': Beam's own options for each window's job.")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .build());
    return spec;
  }

  /** Runs what a command line asks for; gives the exit code. */
  public static int run(ParseResult arguments) throws Exception {
    Instant now = Instant.now();
    Instant to = time(arguments, "--to", now.toString());
    if (to.isAfter(now)) {
      throw ConfigException.of(
          "--to is %s, in the future (it is %s): what comes until then would be left out for good"
              .formatted(to, now));
    }
    List<Stretch> windows =
        WindowGrid.of(
            time(arguments, "--from", ""), to, arguments.matchedOptionValue("--every", "P7D"));
    int jobs = jobs(arguments.matchedOptionValue("--jobs", "1"));
    IngestConfig config = config(arguments);
    List<String> runnerArguments = new ArrayList<>();
    arguments.matchedPositionals().forEach(p -> runnerArguments.addAll(p.originalStringValues()));
    Workspace workspace = CommonOptions.workspace(arguments);
    List<WindowReport> reports =
        new Backfill(workspace, config, new IngestStage(), runnerArguments)
            .run(
                windows,
                jobs,
                arguments.hasMatchedOption("--fail-fast"),
                report -> System.err.println(report.line()));
    System.out.print(WindowReport.table(reports));
    System.out.println(WindowReport.summary(reports));
    System.out.println("Workspace: " + workspace.location());
    boolean allThere =
        reports.stream()
            .noneMatch(
                report ->
                    report.end() == WindowReport.End.FAILED
                        || report.end() == WindowReport.End.NOT_TRIED);
    return allThere ? DocentCommands.OK : DocentCommands.FAILED;
  }

  private static IngestConfig config(ParseResult arguments) throws Exception {
    Map<String, String> values =
        new LinkedHashMap<>(CommonOptions.config(arguments).section(Stage.INGEST.id()));
    for (Settings.Declared declared : Settings.of(IngestConfig.class)) {
      String name = "--" + declared.name();
      if (arguments.commandSpec().findOption(name) != null && arguments.hasMatchedOption(name)) {
        values.put(declared.name(), arguments.matchedOptionValue(name, ""));
      }
    }
    IngestConfig config = Settings.read(IngestConfig.class, Stage.INGEST.id(), values);
    if (IngestSource.hasTimes(config)) {
      throw ConfigException.of(
          "ingest: 'since' and 'until' are one window's; a backfill takes --from, --to and --every instead");
    }
    if (!IngestSource.windowed(config.withWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)))) {
      throw ConfigException.of(
          "--articles '%s' is taken as a whole and has no windows to fill; run 'docent ingest'"
              .formatted(config.articles()));
    }
    return config;
  }

  private static Instant time(ParseResult arguments, String option, String byDefault) {
    String text = arguments.matchedOptionValue(option, byDefault);
    if (text.isEmpty()) {
      throw ConfigException.of(
          "%s is required: an ISO date or instant, such as 2026-01-01".formatted(option));
    }
    try {
      return UtcTime.parse(text);
    } catch (IllegalArgumentException e) {
      throw ConfigException.of("%s is '%s', %s".formatted(option, text, e.getMessage()));
    }
  }

  private static int jobs(String text) {
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MAX_JOBS) {
      throw ConfigException.of(
          "--jobs is '%s'; it must be a number from 1 to %d".formatted(text, MAX_JOBS));
    }
    return Integer.parseInt(text);
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity("1")
        .build();
  }
}
