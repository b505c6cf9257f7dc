package dev.docent.pipelines.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.pipelines.launch.Launcher;
import dev.docent.records.UserException;
import dev.docent.records.bench.BenchOptions;
import dev.docent.records.bench.BenchReport;
import dev.docent.records.bench.BenchReport.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code docent bench ranking}: the whole flow on the text of BEIR collections, then their judged
 * queries, against the scores that were measured before.
 */
final class RankingBench implements Benchmark {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXPECTED = "pipelines/ranking.yaml";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("ranking");
    spec.usageMessage()
        .description(
            "Runs the whole flow on each collection's own text, without its queries and judgments, then ranks its judged queries: MRR@10 of every ranker beside the expected one.",
            "Takes half an hour a collection on two cores; a workspace that is there is gone on with.")
        .footer(
            "",
            "Example:",
            "  docent bench ranking --collections beir/ --wikipedia enwiki.xml.bz2 --only vespa-dev");
    spec.addOption(
        BenchOptions.option(
            "--collections",
            "DIR",
            "A folder of BEIR folders. Default: ../shared/data/ir beside the project."));
    spec.addOption(BenchOptions.option("--wikipedia", "DUMP", "A MediaWiki dump. Default: none."));
    spec.addOption(
        BenchOptions.option(
            "--only", "NAMES", "Collections, parted by commas. Default: all expected ones."));
    spec.addOption(
        BenchOptions.option(
            "--expected",
            "FILE",
            "Expected scores, a YAML file. Default: " + EXPECTED + " of the project."));
    spec.addOption(
        BenchOptions.option(
            "--workspaces",
            "DIR",
            "Where each collection's workspace and results go. Default: .docent/ranking."));
    return spec;
  }

  @Override
  public BenchReport run(ParseResult arguments) throws Exception {
    Path collections =
        Path.of(
            arguments.matchedOptionValue(
                "--collections",
                Launcher.home().resolve("../shared/data/ir").normalize().toString()));
    ExpectedScores expected =
        ExpectedScores.read(
            Path.of(
                arguments.matchedOptionValue(
                    "--expected", Launcher.home().resolve(EXPECTED).toString())));
    Path workspaces = Path.of(arguments.matchedOptionValue("--workspaces", ".docent/ranking"));
    BenchReport report = new BenchReport("queries");
    for (String name :
        chosen(arguments.matchedOptionValue("--only", ""), expected.collections().keySet())) {
      Path collection = collections.resolve(name);
      if (!Files.isRegularFile(collection.resolve("corpus.jsonl"))) {
        throw new UserException(
            "there is no '%s'; --collections must name a folder of BEIR folders"
                .formatted(collection.resolve("corpus.jsonl")));
      }
      ExpectedScores.Collection one = expected.collections().get(name);
      Path workspace = workspaces.resolve(name);
      Path results = workspaces.resolve(name + "-results");
      run(runCommand(collection, workspace, one, arguments.matchedOptionValue("--wikipedia", "")));
      run(evaluateCommand(collection, workspace, results, one));
      scores(name, results.resolve("metrics.json"), one, expected.tolerance()).forEach(report::add);
    }
    report.note(
        "MRR@10; expected scores were measured before, of one seed, and hold within %.3f"
            .formatted(expected.tolerance()));
    return report;
  }

  /**
   * The collections to run.
   *
   * @throws UserException if one is not among the known ones
   */
  static Set<String> chosen(String only, Set<String> known) {
    if (only.isBlank()) {
      return known;
    }
    Set<String> chosen = new TreeSet<>(List.of(only.strip().split("\\s*,\\s*")));
    chosen.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UserException(
                  "--only names '%s'; expected scores are there of %s"
                      .formatted(name, new TreeSet<>(known)));
            });
    return chosen;
  }

  /** What was measured, beside what was expected; a ranker that is missing counts 0. */
  static List<Score> scores(
      String name, Path metrics, ExpectedScores.Collection expected, double tolerance)
      throws IOException {
    JsonNode rankers = JSON.readTree(metrics.toFile()).path("rankers");
    Set<String> names = new TreeSet<>(expected.expected().keySet());
    names.addAll(expected.targets().keySet());
    rankers.fieldNames().forEachRemaining(names::add);
    List<Score> scores = new ArrayList<>();
    for (String ranker : names) {
      scores.add(
          new Score(
              name + ": " + ranker,
              rankers.path(ranker).path("mrr@10").path("mean").asDouble(0),
              expected.expected().get(ranker),
              tolerance,
              expected.targets().get(ranker)));
    }
    return scores;
  }

  private static List<String> runCommand(
      Path collection, Path workspace, ExpectedScores.Collection one, String wikipedia) {
    List<String> command = new ArrayList<>(Launcher.command("run"));
    command.addAll(
        List.of(
            "--articles",
            collection.resolve("corpus.jsonl").toString(),
            "--workspace",
            workspace.toString()));
    if (!wikipedia.isEmpty()) {
      command.addAll(List.of("--wikipedia", wikipedia));
    }
    for (Map.Entry<String, String> setting : one.settings().entrySet()) {
      command.addAll(List.of("--set", setting.getKey() + "=" + setting.getValue()));
    }
    return command;
  }

  private static List<String> evaluateCommand(
      Path collection, Path workspace, Path results, ExpectedScores.Collection one) {
    List<String> command = new ArrayList<>(Launcher.command("evaluate"));
    command.addAll(
        List.of(
            "--collection",
            collection.toString(),
            "--workspace",
            workspace.toString(),
            "--out",
            results.toString(),
            "--max-queries",
            Integer.toString(one.maxQueries())));
    return command;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    int exit = Launcher.run(command);
    if (exit != 0) {
      throw new UserException(
          "'docent %s' ended with %d"
              .formatted(String.join(" ", command.subList(1, command.size())), exit));
    }
  }
}
