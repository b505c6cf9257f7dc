package dev.docent.records.cli;

import dev.docent.records.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Turns the settings of a record into command line options, and options given into values. */
public final class SettingsOptions {
  private SettingsOptions() {}

  /** Adds an option for each setting; options that the command has already are left alone. */
  public static void addTo(CommandSpec spec, Class<? extends Record> settings) {
    for (Settings.Declared declared : Settings.of(settings)) {
      String name = "--" + declared.name();
      if (spec.findOption(name) == null) {
        spec.addOption(
            OptionSpec.builder(name)
                .paramLabel(declared.label())
                .description(description(declared))
                .type(String.class)
                .arity(declared.type() == boolean.class ? "0..1" : "1")
                .fallbackValue(declared.type() == boolean.class ? "true" : "")
                .build());
      }
      addFormer(spec, declared);
    }
  }

  /** A former name is taken in, unlisted, so that the settings can tell the new one. */
  private static void addFormer(CommandSpec spec, Settings.Declared declared) {
    String former = "--" + declared.setting().formerly();
    if (!declared.setting().formerly().isEmpty() && spec.findOption(former) == null) {
      spec.addOption(OptionSpec.builder(former).type(String.class).arity("1").hidden(true).build());
    }
  }

  /** The values of the options that were given, by setting name. */
  public static Map<String, String> given(ParseResult result, Class<? extends Record> settings) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Settings.Declared declared : Settings.of(settings)) {
      String name = "--" + declared.name();
      if (result.hasMatchedOption(name)) {
        values.put(declared.name(), result.matchedOptionValue(name, ""));
      }
      String former = declared.setting().formerly();
      if (!former.isEmpty() && result.hasMatchedOption("--" + former)) {
        values.put(former, result.matchedOptionValue("--" + former, ""));
      }
    }
    return values;
  }

  private static String[] description(Settings.Declared declared) {
    List<String> lines = new ArrayList<>();
    // Picocli formats descriptions: a literal percent sign must be doubled.
    lines.add(declared.setting().help().replace("%", "%%"));
    List<String> facts = new ArrayList<>();
    if (!declared.valid().isEmpty()) {
      facts.add("Valid: " + declared.valid() + ".");
    }
    if (declared.required()) {
      facts.add("Required.");
    } else if (!declared.setting().byDefault().isEmpty()) {
      facts.add("Default: " + declared.setting().byDefault() + ".");
    }
    if (!facts.isEmpty()) {
      lines.add(String.join(" ", facts).replace("%", "%%"));
    }
    return lines.toArray(String[]::new);
  }
}
