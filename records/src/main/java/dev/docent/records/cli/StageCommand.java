package dev.docent.records.cli;

import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ConfigFile;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The command that runs one stage on a workspace; every option comes from the stage's settings. */
public final class StageCommand {
  private final Stage stage;
  private final StageBody body;

  public StageCommand(Stage stage, StageBody body) {
    this.stage = stage;
    this.body = body;
  }

  public Stage stage() {
    return stage;
  }

  /** The command, to be added to a {@link DocentCommands}. */
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(stage.id());
    spec.usageMessage().description(stage.summary()).footer("", "Example:", "  " + example(stage));
    CommonOptions.addWorkspace(spec);
    CommonOptions.addConfig(spec);
    spec.addOption(
        OptionSpec.builder("--force")
            .description("Make the artifact again even where it is complete.")
            .type(boolean.class)
            .arity("0")
            .build());
    if (!stage.inputs().isEmpty()) {
      spec.addOption(
          OptionSpec.builder("--input")
              .paramLabel("STAGE=FINGERPRINT")
              .description(
                  "Take this artifact as input instead of the one in use. May be given for each of: "
                      + String.join(", ", stage.inputs().stream().map(Stage::id).toList())
                      + ".")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .arity("1")
              .build());
    }
    SettingsOptions.addTo(spec, stage.settings());
    if (stage.home() == Stage.Home.PIPELINES) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .paramLabel("-- BEAM OPTIONS")
              .description(
                  "After '--': Beam's own options, such as --runner=FlinkRunner"
                      + " --flinkMaster=host:8081 --parallelism=8.")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .arity("0..*")
              .build());
    }
    return spec;
  }

  /** Runs what a command line asks for. */
  public StageResult run(ParseResult arguments) throws Exception {
    Workspace workspace = CommonOptions.workspace(arguments);
    Record settings = settings(arguments);
    StageExecutor executor = new StageExecutor(workspace);
    Map<Stage, String> inputs = inputs(arguments, executor);
    StageExecutor.Plan plan = executor.plan(stage, settings, inputs);
    boolean force = arguments.hasMatchedOption("--force");
    return executor.execute(plan, body, runnerArguments(arguments), force);
  }

  private Record settings(ParseResult arguments) throws Exception {
    ConfigFile file = CommonOptions.config(arguments);
    Map<String, String> values = new LinkedHashMap<>(file.values(stage.id(), stage.settings()));
    values.putAll(SettingsOptions.given(arguments, stage.settings()));
    return Settings.read(stage.settings(), stage.id(), values);
  }

  private Map<Stage, String> inputs(ParseResult arguments, StageExecutor executor) {
    Map<Stage, String> chosen = new LinkedHashMap<>();
    List<String> given =
        stage.inputs().isEmpty() ? List.of() : arguments.matchedOptionValue("--input", List.of());
    for (String pair : given) {
      int equals = pair.indexOf('=');
      Stage input =
          Stage.byId(equals < 0 ? pair : pair.substring(0, equals))
              .filter(stage.inputs()::contains)
              .orElse(null);
      if (equals < 0 || input == null) {
        throw ConfigException.of(
            "--input is '%s'; it must be STAGE=FINGERPRINT with a stage of %s"
                .formatted(pair, stage.inputs().stream().map(Stage::id).toList()));
      }
      chosen.put(input, pair.substring(equals + 1));
    }
    if (chosen.size() == stage.inputs().size()) {
      return chosen;
    }
    Map<Stage, String> inputs = new LinkedHashMap<>(executor.currentInputs(stage));
    inputs.putAll(chosen);
    return inputs;
  }

  private static List<String> runnerArguments(ParseResult arguments) {
    List<String> all = new ArrayList<>();
    arguments.matchedPositionals().forEach(p -> p.originalStringValues().forEach(all::add));
    return all;
  }

  private static String example(Stage stage) {
    String external =
        String.join(
            "",
            Settings.of(stage.settings()).stream()
                .filter(declared -> declared.setting().external())
                .map(declared -> " --" + declared.name() + " " + declared.label())
                .toList());
    return "docent " + stage.id() + " --workspace DIR" + external;
  }
}
