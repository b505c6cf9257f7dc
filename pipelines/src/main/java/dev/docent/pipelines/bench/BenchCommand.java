package dev.docent.pipelines.bench;

import dev.docent.records.UserException;
import dev.docent.records.bench.BenchReport;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.DocentCommands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent bench NAME}: runs one benchmark and prints its table, or JSON. */
public final class BenchCommand {
  private static final String JSON = "--json";
  private static final String CHECK = "--check";

  private BenchCommand() {}

  private static Map<String, Benchmark> benchmarks() {
    Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
    for (Benchmark each :
        List.of(
            new ParseBench(),
            new LsaBenchmark(),
            new WikipediaBench(),
            new DatasetBench(),
            new RankingBench(),
            new SearchBench())) {
      benchmarks.put(each.spec().name(), each);
    }
    return benchmarks;
  }

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.BENCH.id());
    spec.usageMessage()
        .description(
            CommandHome.BENCH.summary(),
            "Figures are CPU time of whole processes, medians over rounds after a warm-up.",
            "Of the network itself: docent bench train, docent bench infer.")
        .footer("", "Example:", "  docent bench parse --rounds 7");
    spec.mixinStandardHelpOptions(true);
    benchmarks()
        .forEach(
            (name, benchmark) -> {
              CommandSpec sub = benchmark.spec();
              sub.addOption(
                  OptionSpec.builder(JSON)
                      .description("Print the figures as JSON instead of a table.")
                      .type(boolean.class)
                      .arity("0")
                      .build());
              sub.addOption(
                  OptionSpec.builder(CHECK)
                      .description("End with exit code 1 where a target isn't met.")
                      .type(boolean.class)
                      .arity("0")
                      .build());
              sub.mixinStandardHelpOptions(true);
              spec.addSubcommand(name, new CommandLine(sub));
            });
    return spec;
  }

  public static int run(ParseResult arguments) throws Exception {
    ParseResult chosen = arguments.subcommand();
    if (chosen == null) {
      throw new UserException(
          "docent bench needs the name of a benchmark: %s".formatted(benchmarks().keySet()));
    }
    Benchmark benchmark = benchmarks().get(chosen.commandSpec().name());
    if (benchmark == null) {
      throw new IllegalStateException(chosen.commandSpec().name());
    }
    BenchReport report = benchmark.run(chosen);
    System.out.print(chosen.hasMatchedOption(JSON) ? report.json() : report.table());
    return chosen.hasMatchedOption(CHECK) && !report.holds()
        ? DocentCommands.FAILED
        : DocentCommands.OK;
  }
}
