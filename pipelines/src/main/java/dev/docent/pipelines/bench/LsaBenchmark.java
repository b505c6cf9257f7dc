package dev.docent.pipelines.bench;

import dev.docent.pipelines.launch.Launcher;
import dev.docent.records.bench.BenchReport;
import dev.docent.records.config.Settings;
import dev.docent.records.config.TopicsConfig;
import dev.docent.transforms.topics.LsaBench;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent bench lsa}: the topics' decomposition beside scikit-learn's and ARPACK's. */
final class LsaBenchmark implements Benchmark {
  private static final String DATA = "--data";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("lsa");
    spec.usageMessage()
        .description(
            "Measures the decomposition behind 'docent topics': speed and captured energy on a made-up matrix, growth with the rows, and singular values, energy and coherence on real texts. With a Python that has scikit-learn, beside that and ARPACK. Takes some minutes.");
    spec.addOption(
        OptionSpec.builder(DATA)
            .paramLabel("FOLDER")
            .description(
                "Real texts: articles/*.tar.gz and wikipedia/combined/*.bz2. Default: ../shared/data beside the project; left out where it is absent.")
            .type(Path.class)
            .build());
    return spec;
  }

  @Override
  public BenchReport run(ParseResult arguments) throws Exception {
    Path data =
        arguments.matchedOptionValue(DATA, Launcher.home().resolve("../shared/data").normalize());
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    boolean holds =
        LsaBench.run(
            Settings.read(TopicsConfig.class, "topics", Map.of()),
            data,
            new PrintStream(lines, true, StandardCharsets.UTF_8));
    BenchReport report = new BenchReport("runs");
    report.add(new BenchReport.Ratio("all figures within their bounds", holds ? 1 : 0, null, 1.0));
    lines.toString(StandardCharsets.UTF_8).lines().forEach(report::note);
    return report;
  }
}
