package dev.docent.models.runs;

import dev.docent.models.training.LogEntry;
import dev.docent.records.UserException;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.workspace.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent runs}: what was trained with what, and what came of it. */
public final class RunsCommand implements DocentCommands.Action {
  private static final String LIST = "list";
  private static final String SHOW = "show";
  private static final String COMPARE = "compare";
  private static final String JSON = "--json";
  private static final String PAGE = "--page";

  /** The command with all below it, to be added to a {@link DocentCommands}. */
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.RUNS.id());
    spec.usageMessage()
        .description(
            CommandHome.RUNS.summary(),
            "A run is named by its train artifact's fingerprint, or the beginning of it.")
        .footer(
            "",
            "Examples:",
            "  docent runs list --workspace DIR",
            "  docent runs show 3f2a --workspace DIR",
            "  docent runs compare 3f2a 91bc --workspace DIR --page runs.html");
    add(spec, LIST, "Lists the trainings, the newest first; '*' marks the one in use.");
    add(spec, SHOW, "Shows one training: figures, hardware, cost and settings.")
        .addPositional(runs("1", "The run."));
    CommandSpec compare =
        add(spec, COMPARE, "Shows trainings side by side, with the settings in which they differ.")
            .addPositional(runs("0..*", "The runs; all where none is named."));
    compare.addOption(
        OptionSpec.builder(PAGE)
            .paramLabel("FILE")
            .description("Also write a page (HTML) with the curves side by side.")
            .type(String.class)
            .arity("1")
            .build());
    return spec;
  }

  @Override
  public int run(ParseResult arguments) throws Exception {
    ParseResult chosen = arguments.subcommand();
    if (chosen == null) {
      arguments.commandSpec().commandLine().usage(System.err);
      return DocentCommands.USAGE;
    }
    Runs runs = Runs.of(CommonOptions.workspace(chosen));
    boolean json = chosen.hasMatchedOption(JSON);
    List<String> names = names(chosen);
    switch (chosen.commandSpec().name()) {
      case LIST -> System.out.print(json ? RunsJson.of(runs.all()) : RunTables.list(runs.all()));
      case SHOW -> {
        Run run = runs.find(names.get(0));
        System.out.print(json ? RunsJson.of(run, runs.curves(run)) : RunTables.show(run));
      }
      default -> {
        List<Run> compared = compared(runs, names);
        System.out.print(json ? RunsJson.of(compared) : RunTables.compare(compared));
        if (chosen.hasMatchedOption(PAGE)) {
          writePage(runs, compared, Path.of(chosen.matchedOptionValue(PAGE, "")));
        }
      }
    }
    return DocentCommands.OK;
  }

  private static List<Run> compared(Runs runs, List<String> names) throws IOException {
    List<Run> compared = new ArrayList<>();
    for (String name : names) {
      compared.add(runs.find(name));
    }
    List<Run> all = names.isEmpty() ? runs.all() : compared;
    if (all.isEmpty()) {
      throw new UserException("there is no run to compare; 'docent train' makes one");
    }
    return all;
  }

  private static void writePage(Runs runs, List<Run> compared, Path file) throws IOException {
    List<Map<String, List<LogEntry>>> curves = new ArrayList<>();
    for (Run run : compared) {
      curves.add(runs.curves(run));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFiles.replace(
        file.toAbsolutePath(), RunsPage.of(compared, curves).getBytes(StandardCharsets.UTF_8));
    System.err.println("The page is " + file.toAbsolutePath().toUri());
  }

  private static List<String> names(ParseResult arguments) {
    List<String> names = new ArrayList<>();
    arguments.matchedPositionals().forEach(p -> names.addAll(p.originalStringValues()));
    return names;
  }

  private static CommandSpec add(CommandSpec parent, String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description);
    spec.mixinStandardHelpOptions(true);
    CommonOptions.addWorkspace(spec);
    spec.addOption(
        OptionSpec.builder(JSON).description("Print JSON.").type(boolean.class).arity("0").build());
    parent.addSubcommand(name, spec);
    return spec;
  }

  private static PositionalParamSpec runs(String arity, String description) {
    return PositionalParamSpec.builder()
        .paramLabel("RUN")
        .description(description)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity(arity)
        .build();
  }
}
