package dev.docent.pipelines.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.pipelines.launch.Launcher;
import dev.docent.records.UserException;
import dev.docent.records.bench.BenchOptions;
import dev.docent.records.bench.BenchReport;
import dev.docent.records.bench.BenchReport.Ratio;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code docent bench search}: the search as people ask it, beside its parts by themselves. What
 * measures lives on the class path of {@code docent serve}, and runs as a process of its own.
 */
final class SearchBench implements Benchmark {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEASURES = "dev.docent.serving.bench.SearchMeasurements";
  private static final List<String> PARTS = List.of("start", "words", "model", "overload");
  private static final String SETS = "/*.tar.gz";
  private static final int SECONDS = 5;
  private static final int OVERLOAD_SECONDS = 60;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("search");
    spec.usageMessage()
        .description(
            "Starts 'docent serve' over an index and asks it real queries: start to the first answer; BM25 alone beside the same Lucene query in a bare loop; re-ranking beside the raw prediction; pairs scored under 8 clients beside the model alone; ten times the load that it can carry.",
            "Takes some 6 minutes. A workspace without a published model gets MiniLM as it comes: how fast a model is doesn't depend on what it learnt.")
        .footer("", "Example:", "  docent bench search --workspace work --queries queries.jsonl");
    spec.addOption(
        BenchOptions.option(
            "--workspace",
            "DIR",
            "A workspace with an index. Default: .docent/bench-search, made of --articles."));
    spec.addOption(
        BenchOptions.option(
            "--articles",
            "PATH",
            "What the default workspace is made of. Default: ../shared/data/articles/*.tar.gz beside the project."));
    spec.addOption(
        BenchOptions.option(
            "--queries",
            "FILE",
            "Queries, a BEIR queries.jsonl. Default: ../shared/data/ir/vespa-dev/queries.jsonl beside the project."));
    spec.addOption(
        BenchOptions.option(
            "--seconds", "N", "Seconds of each measurement. Default: " + SECONDS + "."));
    spec.addOption(
        BenchOptions.option(
            "--overload-seconds",
            "N",
            "Seconds of the overload. Default: " + OVERLOAD_SECONDS + "."));
    spec.addOption(
        BenchOptions.option(
            "--only", "PART", "One part alone: start, words, model or overload. Default: all."));
    return spec;
  }

  @Override
  public BenchReport run(ParseResult arguments) throws Exception {
    String only = arguments.matchedOptionValue("--only", "");
    if (!only.isEmpty() && !PARTS.contains(only)) {
      throw new UserException("--only is '%s'; it must be one of %s".formatted(only, PARTS));
    }
    Path queries = shared(arguments, "--queries", "ir/vespa-dev/queries.jsonl");
    Path workspace = Path.of(arguments.matchedOptionValue("--workspace", ".docent/bench-search"));
    if (!arguments.hasMatchedOption("--workspace") && !Files.exists(workspace)) {
      String articles = shared(arguments, "--articles", "articles").toString();
      make(workspace, arguments.hasMatchedOption("--articles") ? articles : articles + SETS);
    }
    BenchReport report = new BenchReport("searches");
    measure(
        List.of(
            Launcher.home().resolve("docent").toString(),
            workspace.toString(),
            queries.toString(),
            Integer.toString(BenchOptions.positive(arguments, "--seconds", SECONDS)),
            Integer.toString(
                BenchOptions.positive(arguments, "--overload-seconds", OVERLOAD_SECONDS)),
            only),
        report);
    report.note("clients and server share this machine's cores; medians where a figure is one");
    return report;
  }

  private static Path shared(ParseResult arguments, String option, String byDefault) {
    Path file =
        Path.of(
            arguments.matchedOptionValue(
                option,
                Launcher.home()
                    .resolve("../shared/data")
                    .resolve(byDefault)
                    .normalize()
                    .toString()));
    if (!Files.exists(file)) {
      throw new UserException("there is no '%s'; name another by %s".formatted(file, option));
    }
    return file;
  }

  private static void make(Path workspace, String articles) throws Exception {
    for (List<String> stage :
        List.of(List.of("ingest", "--articles", articles), List.of("parse"), List.of("index"))) {
      List<String> command = new ArrayList<>(Launcher.command(stage.get(0)));
      command.addAll(List.of("--workspace", workspace.toString()));
      command.addAll(stage.subList(1, stage.size()));
      int exit = Launcher.run(command);
      if (exit != 0) {
        throw new UserException("'docent %s' ended with %d".formatted(stage.get(0), exit));
      }
    }
  }

  private static void measure(List<String> arguments, BenchReport report)
      throws IOException, InterruptedException {
    Path serving = Launcher.home().resolve("serving/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                serving.resolve("docent-serving.jar")
                    + ":"
                    + Files.readString(serving.resolve("libraries")).strip(),
                MEASURES));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        report.add(ratio(line));
        // It takes minutes; what is known is shown at once.
        System.err.println(line);
      }
    }
    if (process.waitFor() != 0) {
      throw new UserException("the measurement ended with %d".formatted(process.exitValue()));
    }
  }

  /** A figure as the measuring process prints it. */
  static Ratio ratio(String line) {
    try {
      JsonNode figure = JSON.readTree(line);
      return new Ratio(
          figure.path("name").asText(),
          figure.path("ratio").asDouble(),
          bound(figure, "atMost"),
          bound(figure, "atLeast"));
    } catch (JsonProcessingException e) {
      throw new UserException("the measurement printed '%s', which is no figure".formatted(line));
    }
  }

  private static @Nullable Double bound(JsonNode figure, String name) {
    return figure.has(name) ? figure.path(name).asDouble() : null;
  }
}
