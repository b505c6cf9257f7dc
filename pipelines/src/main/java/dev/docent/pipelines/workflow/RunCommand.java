package dev.docent.pipelines.workflow;

import dev.docent.pipelines.hooks.Webhook;
import dev.docent.pipelines.kubernetes.TrainingLaunchers;
import dev.docent.pipelines.launch.StageLauncher;
import dev.docent.pipelines.launch.StageProcess;
import dev.docent.pipelines.runs.RunRecord;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.SettingsOptions;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ConfigFile;
import dev.docent.records.config.RunConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent run}: the whole flow, or a part of it. */
public final class RunCommand {
  private static final String EVERY_STAGE = "all";

  private RunCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.RUN.id());
    spec.usageMessage()
        .description(
            CommandHome.RUN.summary(),
            "A run that was killed goes on where it stopped when it is started again.")
        .footer(
            "",
            "Example:",
            "  docent run --articles site/ --wikipedia enwiki.xml.bz2 --workspace work",
            "  docent run --articles site/ --workspace work --set topics.topics=50 --dry-run",
            "  docent run --articles site/ --workspace work --from topics -- --parallelism=4",
            "",
            DocentCommands.EXIT_CODES);
    spec.addOption(text("--articles", "PATH", setting(Stage.INGEST, "articles")));
    spec.addOption(text("--wikipedia", "DUMP", setting(Stage.MATCH, "wikipedia")));
    spec.addOption(text("--model-name", "NAME", setting(Stage.PUBLISH, "model-name")));
    CommonOptions.addWorkspace(spec);
    CommonOptions.addConfig(spec);
    spec.addOption(
        OptionSpec.builder("--set")
            .paramLabel("STAGE.SETTING=VALUE")
            .description(
                "A setting of a stage; may be given again. 'docent STAGE --help' lists them.")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .build());
    addSelection(spec);
    spec.addOption(
        flag("--dry-run", "Only tell which stages would be made and why; nothing is written."));
    spec.addOption(
        flag(
            "--exit-code",
            "End with %d where the model is kept back.".formatted(DocentCommands.KEPT_BACK)));
    SettingsOptions.addTo(spec, RunConfig.class);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("-- BEAM OPTIONS")
            .description("After '--': Beam's own options for the stages that are Beam jobs.")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .build());
    return spec;
  }

  private static void addSelection(CommandSpec spec) {
    spec.addOption(
        text(
            "--from",
            "STAGE",
            "The first stage to run, in the order of the flow; what the stages before it made last is"
                + " taken as it is. Default: "
                + Stage.INGEST.id()
                + "."));
    spec.addOption(
        text("--to", "STAGE", "The last stage to run. Default: " + Stage.PUBLISH.id() + "."));
    spec.addOption(text("--only", "STAGE", "Run this stage alone, as --from and --to it."));
    spec.addOption(
        OptionSpec.builder("--force")
            .paramLabel("STAGE")
            .description(
                "Make a stage's artifact again though it is complete; may be given again. Without a"
                    + " stage: every artifact.")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..1")
            .fallbackValue(EVERY_STAGE)
            .build());
  }

  /** Runs what a command line asks for; gives the exit code. */
  public static int run(ParseResult arguments) throws Exception {
    ConfigFile file = CommonOptions.config(arguments);
    Map<Stage, Record> settings = RunSettings.of(file, RunSettings.givenOn(arguments));
    RunConfig config = config(file, arguments);
    Selection selection = selection(arguments);
    RunSettings.checkExternals(settings, selection);
    Optional<Webhook> webhook = Webhook.of(config.webhookFile(), System.getenv());
    Workspace workspace = CommonOptions.workspace(arguments);
    StageLauncher launcher = TrainingLaunchers.of(config, workspace, new StageProcess(workspace));
    if (arguments.hasMatchedOption("--dry-run")) {
      return dryRun(workspace, settings, selection);
    }
    List<String> runnerArguments = new ArrayList<>();
    arguments.matchedPositionals().forEach(p -> runnerArguments.addAll(p.originalStringValues()));
    RunRecord.Outcome outcome =
        new Run(workspace, settings, config, runnerArguments, webhook, launcher).run(selection);
    return outcome == RunRecord.Outcome.KEPT_BACK && arguments.hasMatchedOption("--exit-code")
        ? DocentCommands.KEPT_BACK
        : DocentCommands.OK;
  }

  /** Runs the whole flow by its default settings. */
  public static void run(Workspace workspace, Map<Stage, Record> settings) throws Exception {
    RunSettings.checkExternals(settings, Selection.all());
    RunConfig config = Settings.read(RunConfig.class, CommandHome.RUN.id(), Map.of());
    new Run(workspace, settings, config, List.of(), Optional.empty(), new StageProcess(workspace))
        .run(Selection.all());
  }

  private static int dryRun(Workspace workspace, Map<Stage, Record> settings, Selection selection)
      throws IOException {
    new DryRun(workspace).lines(settings, selection).forEach(System.out::println);
    return DocentCommands.OK;
  }

  private static RunConfig config(ConfigFile file, ParseResult arguments) {
    Map<String, String> values = new HashMap<>(file.values(CommandHome.RUN.id(), RunConfig.class));
    values.putAll(SettingsOptions.given(arguments, RunConfig.class));
    return Settings.read(RunConfig.class, CommandHome.RUN.id(), values);
  }

  private static Selection selection(ParseResult arguments) {
    boolean only = arguments.hasMatchedOption("--only");
    if (only && (arguments.hasMatchedOption("--from") || arguments.hasMatchedOption("--to"))) {
      throw ConfigException.of("--only is given with --from or --to; give either");
    }
    String from = only ? "--only" : "--from";
    String to = only ? "--only" : "--to";
    Stage first = RunSettings.stage(arguments.matchedOptionValue(from, Stage.INGEST.id()), from);
    Stage last = RunSettings.stage(arguments.matchedOptionValue(to, Stage.PUBLISH.id()), to);
    Set<Stage> forced = EnumSet.noneOf(Stage.class);
    List<String> names = arguments.matchedOptionValue("--force", List.of());
    for (String name : names) {
      if (name.equals(EVERY_STAGE)) {
        forced.addAll(Selection.of(first, last, Set.of()).stages());
      } else {
        forced.add(RunSettings.stage(name, "--force"));
      }
    }
    return Selection.of(first, last, forced);
  }

  private static String setting(Stage stage, String name) {
    return Settings.of(stage.settings()).stream()
        .filter(declared -> declared.name().equals(name))
        .findFirst()
        .orElseThrow()
        .setting()
        .help();
  }

  private static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description.replace("%", "%%"))
        .type(String.class)
        .arity("1")
        .build();
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).description(description).type(boolean.class).arity("0").build();
  }
}
