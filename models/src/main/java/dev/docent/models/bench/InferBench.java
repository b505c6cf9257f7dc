package dev.docent.models.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.bases.Bases;
import dev.docent.models.bench.InferenceWorker.Engine;
import dev.docent.models.bench.InferenceWorker.Measured;
import dev.docent.models.network.Precision;
import dev.docent.records.UserException;
import dev.docent.records.bench.BenchOptions;
import dev.docent.records.bench.BenchReport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code docent bench infer}: MiniLM's cross-encoder as it is served, in 32 bits and in bfloat16,
 * beside ONNX Runtime with the same encoder, batch, length and threads; each in processes of its
 * own, which take turns.
 */
final class InferBench implements ModelBench {
  private static final double LEAST_OF_ONNX = 1;
  private static final double LEAST_OF_BF16 = 1.3;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("infer");
    spec.usageMessage()
        .description(
            "Measures the scoring of made-up pairs of full length by "
                + Bases.MINI_LM.name()
                + ", in 32 bits and in bfloat16, beside ONNX Runtime in 32 bits with the same encoder, batch, length and threads.",
            "ONNX Runtime (139 MB) comes by Maven when it isn't there.")
        .footer("", "Example:", "  docent bench infer --batch 32 --length 128 --rounds 5");
    spec.addOption(BenchOptions.option("--batch", "N", "Pairs in a batch. Default: 32."));
    spec.addOption(BenchOptions.option("--length", "N", "Word pieces a pair. Default: 128."));
    spec.addOption(
        BenchOptions.option("--batches", "N", "Measured batches a process. Default: 15."));
    spec.addOption(
        BenchOptions.option("--rounds", "N", "Processes of each engine, by turns. Default: 3."));
    return spec;
  }

  @Override
  public BenchReport run(ParseResult arguments) throws Exception {
    int batch = BenchOptions.positive(arguments, "--batch", 32);
    int length = BenchOptions.positive(arguments, "--length", 128);
    int batches = BenchOptions.positive(arguments, "--batches", 15);
    int rounds = BenchOptions.positive(arguments, "--rounds", 3);
    if (length > Bases.MINI_LM.maxPositions()) {
      throw new UserException(
          "--length '%d' must be at most %d".formatted(length, Bases.MINI_LM.maxPositions()));
    }
    Path library = OnnxScorer.LIBRARY.jar();
    List<Engine> engines = new ArrayList<>(List.of(Engine.TENSORFLOW, Engine.ONNX_RUNTIME));
    if (Precision.cpuHasBfloat16()) {
      engines.add(Engine.TENSORFLOW_BF16);
    }
    Map<Engine, List<Measured>> measured = new EnumMap<>(Engine.class);
    for (int round = 0; round < rounds; round++) {
      for (Engine engine : engines) {
        measured
            .computeIfAbsent(engine, key -> new ArrayList<>())
            .add(measure(engine, library, batch, length, batches));
      }
    }
    return report(measured, batch, length);
  }

  private static BenchReport report(Map<Engine, List<Measured>> measured, int batch, int length) {
    BenchReport report = new BenchReport("pairs", BenchReport.Clock.WALL);
    measured.forEach(
        (engine, runs) -> {
          double rate = Flops.forward(Bases.MINI_LM, batch, length) / seconds(runs);
          long peak = runs.stream().mapToLong(Measured::peakResidentBytes).max().orElse(-1);
          report.add(
              new BenchReport.Work(
                  name(engine),
                  batch,
                  seconds(runs),
                  String.format(
                      Locale.ROOT,
                      "%.0f GFLOP/s, peak resident memory %.2f GB",
                      rate / 1e9,
                      peak / 1e9)));
        });
    double ours = seconds(measured.get(Engine.TENSORFLOW));
    report.add(
        new BenchReport.Ratio(
            "our rate in 32 bits by ONNX Runtime's",
            seconds(measured.get(Engine.ONNX_RUNTIME)) / ours,
            null,
            LEAST_OF_ONNX));
    List<Measured> bf16 = measured.get(Engine.TENSORFLOW_BF16);
    if (bf16 == null) {
      report.note("this CPU has no instructions for bfloat16, which is not measured");
    } else {
      report.add(
          new BenchReport.Ratio(
              "our rate in bfloat16 by ours in 32 bits",
              ours / seconds(bf16),
              null,
              LEAST_OF_BF16));
    }
    report.note(
        "%d word pieces a pair, %d threads; medians by wall clock"
            .formatted(length, Runtime.getRuntime().availableProcessors()));
    return report;
  }

  private static double seconds(List<Measured> runs) {
    return Medians.of(runs.stream().map(Measured::seconds).toList());
  }

  private static String name(Engine engine) {
    return switch (engine) {
      case TENSORFLOW -> "ours, 32 bits";
      case TENSORFLOW_BF16 -> "ours, bfloat16";
      case ONNX_RUNTIME -> "ONNX Runtime, 32 bits";
    };
  }

  private static Measured measure(Engine engine, Path library, int batch, int length, int batches)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + library,
                InferenceWorker.class.getName(),
                engine.name(),
                Integer.toString(batch),
                Integer.toString(length),
                Integer.toString(batches))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
    } finally {
      process.destroy();
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new UserException("the measurement of %s ended with code %d".formatted(engine, code));
    }
    return new ObjectMapper().readValue(last, Measured.class);
  }
}
