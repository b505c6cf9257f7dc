package dev.docent.models.bench;

import dev.docent.records.bench.BenchReport;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.DocentCommands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The benchmarks below {@code docent bench} that need TensorFlow: {@code train}, {@code infer}. */
public final class ModelBenchCommand implements DocentCommands.Action {
  private static final String JSON = "--json";
  private static final String CHECK = "--check";

  private final Map<String, ModelBench> benches = new LinkedHashMap<>();

  public ModelBenchCommand() {
    for (ModelBench bench : List.of(new TrainBench(), new InferBench())) {
      benches.put(bench.spec().name(), bench);
    }
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.BENCH.id());
    spec.usageMessage().description(CommandHome.BENCH.summary());
    spec.mixinStandardHelpOptions(true);
    for (ModelBench bench : benches.values()) {
      CommandSpec sub = bench.spec();
      sub.mixinStandardHelpOptions(true);
      sub.addOption(flag(JSON, "Print the figures as JSON instead of a table."));
      sub.addOption(flag(CHECK, "End with exit code 1 where a target isn't met."));
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
    BenchReport report = benches.get(chosen.commandSpec().name()).run(chosen);
    System.out.print(chosen.hasMatchedOption(JSON) ? report.json() : report.table());
    return chosen.hasMatchedOption(CHECK) && !report.holds()
        ? DocentCommands.FAILED
        : DocentCommands.OK;
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).description(description).type(boolean.class).arity("0").build();
  }
}
