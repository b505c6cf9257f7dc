package dev.docent.serving.releases;

import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent releases}: what is searched together, and every way to move to another. */
public final class ReleasesCommand implements DocentCommands.Action {
  private static final String NUMBER = "NUMBER";

  /** The command with all below it. */
  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.RELEASES.id());
    spec.usageMessage()
        .description(
            CommandHome.RELEASES.summary(),
            "A release is an index and a model version that are searched together. A running 'docent"
                + " serve' moves to another one within seconds and without a failed request, and stays"
                + " where it is if the other one is damaged.")
        .footer(
            "",
            "Examples:",
            "  docent releases make --workspace DIR",
            "  docent releases list --workspace DIR",
            "  docent releases use 3 --workspace DIR",
            "  docent releases rollback --workspace DIR");
    CommandSpec make =
        add(
            spec,
            "make",
            "Makes a release of the current index and the stable model, and uses it.");
    make.addOption(
        OptionSpec.builder("--model-name")
            .paramLabel("NAME")
            .description("The published model. Default: " + modelName(null) + ".")
            .type(String.class)
            .arity("1")
            .build());
    add(spec, "list", "Shows all releases, the newest first; '*' marks the one in use.");
    add(spec, "use", "Moves to a release.")
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel(NUMBER)
                .description("The release's number.")
                .type(int.class)
                .arity("1")
                .build());
    add(spec, "rollback", "Moves to the release before. Given twice it goes back twice.");
    return spec;
  }

  @Override
  public int run(ParseResult arguments) throws Exception {
    ParseResult chosen = arguments.subcommand();
    if (chosen == null) {
      arguments.commandSpec().commandLine().usage(System.err);
      return DocentCommands.USAGE;
    }
    Workspace workspace = CommonOptions.workspace(chosen);
    Releases releases = new Releases(workspace);
    switch (chosen.commandSpec().name()) {
      case "make" -> told("in use", releases.make(modelName(chosen)));
      case "use" -> told("in use", releases.use(chosen.matchedPositionalValue(0, 0)));
      case "rollback" -> told("back to", releases.rollBack());
      default -> list(releases);
    }
    return DocentCommands.OK;
  }

  private static CommandSpec add(CommandSpec parent, String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description);
    spec.mixinStandardHelpOptions(true);
    CommonOptions.addWorkspace(spec);
    parent.addSubcommand(name, spec);
    return spec;
  }

  private static String modelName(@org.jspecify.annotations.Nullable ParseResult chosen) {
    String byDefault = Settings.read(ServeConfig.class, "serve", Map.of()).modelName();
    return chosen == null ? byDefault : chosen.matchedOptionValue("--model-name", byDefault);
  }

  private static void told(String how, Release release) {
    System.out.printf("%s: release %d (%s)%n", how, release.number(), release.parts());
  }

  private static void list(Releases releases) throws IOException {
    List<Release> all = releases.all();
    Optional<Integer> current = releases.current().map(Release::number);
    if (all.isEmpty()) {
      System.out.println("No release yet; 'docent releases make' makes one.");
    }
    for (Release one : all) {
      System.out.printf(
          "%s %3d  %s  %s%n",
          current.isPresent() && current.get() == one.number() ? "*" : " ",
          one.number(),
          one.made(),
          one.parts());
    }
  }
}
