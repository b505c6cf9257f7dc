package dev.docent.serving.registry;

import dev.docent.models.publish.Candidates;
import dev.docent.models.publish.VersionCheck;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.SettingsOptions;
import dev.docent.records.config.PublishConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.ModelRegistry;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.validation.ServedCheck;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent models}: what there is of published models, and every way to move it. */
public final class ModelsCommand implements DocentCommands.Action {
  private final Map<String, Subcommand> subcommands = new LinkedHashMap<>();

  /** One of the commands below {@code docent models}. */
  interface Subcommand {
    CommandSpec spec();

    int run(Context context, ParseResult arguments) throws Exception;
  }

  /**
   * What every one of them is given.
   *
   * @param name the model's
   */
  record Context(Workspace workspace, String name, PublishConfig config, VersionCheck check) {
    ModelRegistry registry() {
      return workspace.registry(name);
    }
  }

  private final IntFunction<VersionCheck> check;

  public ModelsCommand() {
    this(ServedCheck::new);
  }

  /**
   * @param check makes the check of a version for a limit in milliseconds
   */
  ModelsCommand(IntFunction<VersionCheck> check) {
    this.check = check;
    for (Subcommand one :
        List.of(
            new ListVersions(),
            new PublishVersion(),
            new PromoteVersion(),
            new CanaryVersion(),
            new RollBack(),
            new PruneVersions(),
            new SyncVersions())) {
      subcommands.put(one.spec().name(), one);
    }
  }

  /** The command with all below it, to be added to a {@link DocentCommands}. */
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.MODELS.id());
    spec.usageMessage()
        .description(
            CommandHome.MODELS.summary(),
            "A version is a whole number that is given once. The label 'stable' names the version that"
                + " searches use, 'canary' one that is tried beside it. Labels move by conditional"
                + " writes: of two who move one at the same time, one is told that it lost.")
        .footer(
            "",
            "Examples:",
            "  docent models list --workspace DIR",
            "  docent models canary 4 --workspace s3://BUCKET/PREFIX",
            "  docent models promote canary --workspace s3://BUCKET/PREFIX",
            "  docent models rollback --workspace s3://BUCKET/PREFIX",
            "  docent models sync --workspace s3://BUCKET/PREFIX --to /models --every 30");
    for (Subcommand one : subcommands.values()) {
      CommandSpec sub = one.spec();
      sub.mixinStandardHelpOptions(true);
      CommonOptions.addWorkspace(sub);
      CommonOptions.addConfig(sub);
      Settings.of(PublishConfig.class).stream()
          .filter(declared -> declared.setting().shared())
          .forEach(
              declared ->
                  sub.addOption(
                      OptionSpec.builder("--" + declared.name())
                          .paramLabel(declared.label())
                          .description(
                              declared.setting().help(),
                              "Default: " + declared.setting().byDefault() + ".")
                          .type(String.class)
                          .arity("1")
                          .build()));
      spec.addSubcommand(sub.name(), sub);
    }
    return spec;
  }

  @Override
  public int run(ParseResult arguments) throws Exception {
    ParseResult chosen = arguments.subcommand();
    if (chosen == null) {
      arguments.commandSpec().commandLine().usage(System.err);
      return DocentCommands.USAGE;
    }
    PublishConfig config = config(chosen);
    Candidates.checkName(config.modelName());
    return subcommands
        .get(chosen.commandSpec().name())
        .run(
            new Context(
                CommonOptions.workspace(chosen),
                config.modelName(),
                config,
                check.apply(config.maxMillis())),
            chosen);
  }

  private static PublishConfig config(ParseResult arguments) throws IOException {
    Map<String, String> values =
        new LinkedHashMap<>(
            CommonOptions.config(arguments).values(Stage.PUBLISH.id(), PublishConfig.class));
    for (Settings.Declared declared : Settings.of(PublishConfig.class)) {
      String option = "--" + declared.name();
      if (arguments.commandSpec().findOption(option) != null
          && arguments.hasMatchedOption(option)) {
        values.put(declared.name(), arguments.matchedOptionValue(option, ""));
      }
    }
    return Settings.read(PublishConfig.class, Stage.PUBLISH.id(), values);
  }

  /** A command with its description and examples. */
  static CommandSpec command(String name, List<String> description, List<String> examples) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description.toArray(String[]::new));
    java.util.List<String> footer = new java.util.ArrayList<>(List.of("", "Examples:"));
    examples.forEach(example -> footer.add("  " + example));
    spec.usageMessage().footer(footer.toArray(String[]::new));
    return spec;
  }

  static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description.replace("%", "%%"))
        .type(String.class)
        .arity("1")
        .build();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name)
        .description(description.replace("%", "%%"))
        .type(boolean.class)
        .arity("0")
        .build();
  }

  static PositionalParamSpec positional(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity(arity)
        .build();
  }

  /** Adds the settings of publishing that a command uses. */
  static void addSetting(CommandSpec spec, String name) {
    CommandSpec all = CommandSpec.create();
    SettingsOptions.addTo(all, PublishConfig.class);
    spec.addOption(all.findOption("--" + name));
  }
}
