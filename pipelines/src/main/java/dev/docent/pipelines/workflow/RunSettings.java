package dev.docent.pipelines.workflow;

import dev.docent.records.cli.CommonOptions;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ConfigFile;
import dev.docent.records.config.Nearest;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** The settings of all stages, from a configuration and a command line. */
public final class RunSettings {
  private RunSettings() {}

  /**
   * The settings of all stages.
   *
   * @param over values that go before the file's, by stage and name
   * @throws ConfigException with all problems of all stages
   */
  public static Map<Stage, Record> of(ConfigFile file, Map<Stage, Map<String, String>> over) {
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
  static void checkExternals(Map<Stage, Record> settings, Selection selection) {
    List<String> problems = new ArrayList<>();
    settings.forEach(
        (stage, record) -> {
          if (selection.runs(stage)) {
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

  /** What a command line gives, by stage and name. */
  static Map<Stage, Map<String, String>> givenOn(ParseResult arguments) {
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

  /** A stage by its name on the command line. */
  static Stage stage(String id, String option) {
    List<String> valid = Arrays.stream(Stage.values()).map(Stage::id).toList();
    return Stage.byId(id)
        .orElseThrow(
            () ->
                ConfigException.of(
                    "%s names the stage '%s'; did you mean '%s'? Valid: %s"
                        .formatted(option, id, Nearest.to(id, valid), String.join(", ", valid))));
  }
}
