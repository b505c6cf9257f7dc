package dev.docent.pipelines.workflow;

import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.SummaryTable;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ConfigFile;
import dev.docent.records.config.Nearest;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent run}: the whole flow. */
public final class RunCommand {
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
            "  docent run --articles site/ --workspace work --set topics.topics=50 -- --parallelism=4");
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
    spec.addOption(
        text("--to", "STAGE", "The last stage to run. Default: " + Stage.PUBLISH.id() + "."));
    spec.addOption(
        OptionSpec.builder("--force")
            .description("Make every artifact again.")
            .type(boolean.class)
            .arity("0")
            .build());
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

  /** Runs what a command line asks for; gives the exit code. */
  public static int run(ParseResult arguments) throws Exception {
    Workspace workspace = CommonOptions.workspace(arguments);
    Map<Stage, Record> settings = settings(CommonOptions.config(arguments), givenOn(arguments));
    List<String> runnerArguments = new ArrayList<>();
    arguments.matchedPositionals().forEach(p -> runnerArguments.addAll(p.originalStringValues()));
    Stage last = stage(arguments.matchedOptionValue("--to", Stage.PUBLISH.id()), "--to");
    boolean force = arguments.hasMatchedOption("--force");
    run(workspace, settings, last, runnerArguments, force);
    return DocentCommands.OK;
  }

  /** Runs the flow and prints the summary. */
  public static List<StageResult> run(
      Workspace workspace,
      Map<Stage, Record> settings,
      Stage last,
      List<String> runnerArguments,
      boolean force)
      throws Exception {
    checkExternals(settings, last);
    List<StageResult> results = new ArrayList<>();
    try {
      new Workflow(workspace, runnerArguments, force)
          .run(settings, last, stage -> System.err.println("== " + stage.id()), results::add);
    } finally {
      System.out.println();
      System.out.print(SummaryTable.of(results));
      window(results).ifPresent(System.out::println);
      System.out.println("Workspace: " + workspace.location());
    }
    return results;
  }

  /** What the ingest's window brought, if it was one. */
  private static Optional<String> window(List<StageResult> results) throws IOException {
    Optional<WindowRecord> record =
        results.isEmpty() || results.get(0).stage() != Stage.INGEST
            ? Optional.empty()
            : WindowRecord.of(results.get(0).artifact());
    return record.map(
        window ->
            "Window %s to %s: %s"
                .formatted(
                    window.since(),
                    window.until(),
                    window.news()
                        ? "%d pages fetched, %d gone"
                            .formatted(window.count("fetched"), window.count("gone"))
                        : "nothing new, so that the stages after it are as they were"));
  }

  /**
   * The settings of all stages.
   *
   * @param over values that go before the file's, by stage and name
   * @throws ConfigException with all problems of all stages
   */
  public static Map<Stage, Record> settings(ConfigFile file, Map<Stage, Map<String, String>> over) {
    Map<Stage, Record> settings = new EnumMap<>(Stage.class);
    List<String> problems = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      Map<String, String> values = new HashMap<>(file.values(stage.id(), stage.settings()));
      values.putAll(over.getOrDefault(stage, Map.of()));
      try {
        settings.put(stage, Settings.read(stage.settings(), stage.id(), values));
      } catch (ConfigException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return settings;
  }

  /** A mistyped path should not show itself only after hours of other stages. */
  private static void checkExternals(Map<Stage, Record> settings, Stage last) {
    List<String> problems = new ArrayList<>();
    settings.forEach(
        (stage, record) -> {
          if (stage.compareTo(last) <= 0) {
            Settings.externals(record)
                .forEach(
                    (name, path) -> {
                      if (!name.equals("api") && isPath(path) && !Files.exists(Path.of(path))) {
                        problems.add(
                            "--%s: there is no file or folder '%s' (looked in %s)"
                                .formatted(name, path, Path.of("").toAbsolutePath()));
                      }
                    });
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** URLs, patterns, lists of URLs and names of presets are looked at by the stage itself. */
  private static boolean isPath(String location) {
    return !location.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*")
        && !location.matches("(?s).*[*?\\[{].*");
  }

  private static Map<Stage, Map<String, String>> givenOn(ParseResult arguments) {
    Map<Stage, Map<String, String>> given = new EnumMap<>(Stage.class);
    List<String> pairs = arguments.matchedOptionValue("--set", List.of());
    for (String pair : pairs) {
      int dot = pair.indexOf('.');
      int equals = pair.indexOf('=');
      if (dot <= 0 || equals < dot) {
        throw ConfigException.of(
            "--set is '%s'; it must be STAGE.SETTING=VALUE, such as topics.topics=50"
                .formatted(pair));
      }
      Stage stage = stage(pair.substring(0, dot), "--set");
      String name = pair.substring(dot + 1, equals);
      if (CommonOptions.sharedNames().contains(name)) {
        throw ConfigException.of(
            "--set is '%s', but '%s' is one setting for all stages; give it as --%s %s"
                .formatted(pair, name, name, pair.substring(equals + 1)));
      }
      given.computeIfAbsent(stage, key -> new HashMap<>()).put(name, pair.substring(equals + 1));
    }
    put(arguments, "--articles", given, Stage.INGEST);
    put(arguments, "--wikipedia", given, Stage.MATCH);
    put(arguments, "--model-name", given, Stage.EVALUATE);
    put(arguments, "--model-name", given, Stage.PUBLISH);
    return given;
  }

  private static void put(
      ParseResult arguments, String option, Map<Stage, Map<String, String>> given, Stage stage) {
    if (arguments.hasMatchedOption(option)) {
      given
          .computeIfAbsent(stage, key -> new HashMap<>())
          .put(option.substring(2), arguments.matchedOptionValue(option, ""));
    }
  }

  private static Stage stage(String id, String option) {
    List<String> valid = Arrays.stream(Stage.values()).map(Stage::id).toList();
    return Stage.byId(id)
        .orElseThrow(
            () ->
                ConfigException.of(
                    "%s names the stage '%s'; did you mean '%s'? Valid: %s"
                        .formatted(option, id, Nearest.to(id, valid), String.join(", ", valid))));
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
}
