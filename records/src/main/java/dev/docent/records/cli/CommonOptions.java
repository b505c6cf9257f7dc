package dev.docent.records.cli;

import dev.docent.records.config.ConfigFile;
import dev.docent.records.config.RunConfig;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options that several commands share, declared once. */
public final class CommonOptions {
  /** Where outputs live when nothing else is said. */
  public static final String DEFAULT_WORKSPACE = ".docent/workspace";

  private CommonOptions() {}

  public static void addWorkspace(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--workspace")
            .paramLabel("DIR")
            .description(
                "Where outputs live: a folder, made where there is none, or s3://BUCKET/PREFIX.",
                "Default: " + DEFAULT_WORKSPACE + ".")
            .type(String.class)
            .arity("1")
            .build());
  }

  public static void addConfig(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--config")
            .paramLabel("FILE")
            .description(
                "A docent.yaml with settings by stage; options on the command line go before it.")
            .type(String.class)
            .arity("1")
            .build());
  }

  public static Workspace workspace(ParseResult arguments) throws IOException {
    return Workspace.open(arguments.matchedOptionValue("--workspace", DEFAULT_WORKSPACE));
  }

  /** The configuration file that was named, or an empty one. */
  public static ConfigFile config(ParseResult arguments) throws IOException {
    return arguments.hasMatchedOption("--config")
        ? ConfigFile.read(
            Path.of(arguments.matchedOptionValue("--config", "")), validSections(), sharedNames())
        : ConfigFile.empty();
  }

  /** The settings that stand at the top of a configuration: each holds for several commands. */
  public static List<String> sharedNames() {
    List<Class<? extends Record>> records = new ArrayList<>();
    Arrays.stream(Stage.values()).forEach(stage -> records.add(stage.settings()));
    records.add(ServeConfig.class);
    records.add(RunConfig.class);
    return records.stream()
        .flatMap(record -> Settings.of(record).stream())
        .filter(declared -> declared.setting().shared())
        .map(Settings.Declared::name)
        .distinct()
        .toList();
  }

  /** The sections that a configuration may have: one a stage, {@code run} and {@code serve}. */
  public static List<String> validSections() {
    List<String> sections = new ArrayList<>(Arrays.stream(Stage.values()).map(Stage::id).toList());
    sections.add("run");
    sections.add("serve");
    return sections;
  }
}
