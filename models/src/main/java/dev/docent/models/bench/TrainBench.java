package dev.docent.models.bench;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.BaseModel;
import dev.docent.models.bases.Bases;
import dev.docent.models.training.Hardware;
import dev.docent.models.training.SyntheticTraining;
import dev.docent.records.bench.BenchOptions;
import dev.docent.records.bench.BenchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code docent bench train}: the rate of whole training steps (forward, backward, clipping, AdamW)
 * beside the rate of matrix products that TensorFlow itself reaches in the same process.
 */
final class TrainBench implements ModelBench {
  private static final double LEAST_OF_GEMM = 0.5;
  private static final int WARM_UP = 2;

  /** A square product, which suits any machine. */
  private static final int SQUARE = 2048;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("train");
    spec.usageMessage()
        .description(
            "Measures training steps of the cross-encoder on made-up pairs of full length, and the rate of TensorFlow's matrix products in the same run.",
            "Operations are counted by the network's matrix products alone: pairs * length * layers * (8 h^2 + 4 h i + 4 length h), times 3 for training.")
        .footer("", "Example:", "  docent bench train --base all-minilm-l6-v2 --rounds 9");
    spec.addOption(
        BenchOptions.option("--base", "NAME", "The base. Default: " + Bases.MINI_LM.name() + "."));
    spec.addOption(
        BenchOptions.option("--queries", "N", "Queries a step, with 6 passages each. Default: 8."));
    spec.addOption(BenchOptions.option("--length", "N", "Word pieces a pair. Default: 128."));
    spec.addOption(
        BenchOptions.option("--rounds", "N", "Measured rounds after the warm-up. Default: 5."));
    return spec;
  }

  @Override
  public BenchReport run(ParseResult arguments) throws Exception {
    BaseModel model = Bases.model(arguments.matchedOptionValue("--base", Bases.MINI_LM.name()), "");
    Base base = model.base();
    int queries = BenchOptions.positive(arguments, "--queries", 8);
    int length = BenchOptions.positive(arguments, "--length", 128);
    int rounds = BenchOptions.positive(arguments, "--rounds", 5);
    int pairs = queries * SyntheticTraining.PASSAGES;
    List<Double> steps = new ArrayList<>();
    List<Double> wide = new ArrayList<>();
    List<Double> square = new ArrayList<>();
    try (SyntheticTraining training = new SyntheticTraining(model, queries, length);
        GemmRate ownShape = new GemmRate(pairs * length, base.hidden(), base.intermediate());
        GemmRate squareShape = new GemmRate(SQUARE, SQUARE, SQUARE)) {
      for (int round = -WARM_UP; round < rounds; round++) {
        double seconds = training.step();
        double own = ownShape.measure();
        double big = squareShape.measure();
        if (round >= 0) {
          steps.add(seconds);
          wide.add(own);
          square.add(big);
        }
      }
    }
    double seconds = Medians.of(steps);
    double rate = Flops.training(base, pairs, length) / seconds;
    double gemm = Math.max(Medians.of(wide), Medians.of(square));
    BenchReport report = new BenchReport("pairs", BenchReport.Clock.WALL);
    report.add(new BenchReport.Work("training step", pairs, seconds, gigaflops(rate)));
    report.add(
        new BenchReport.Ratio(
            "training's rate by the greatest GEMM rate", rate / gemm, null, LEAST_OF_GEMM));
    report.note(
        "TensorFlow's GEMM: %s at the network's widest product, %s at %d x %d; medians of %d rounds by wall clock"
            .formatted(
                gigaflops(Medians.of(wide)),
                gigaflops(Medians.of(square)),
                SQUARE,
                SQUARE,
                rounds));
    report.note(
        String.format(
            Locale.ROOT,
            "peak resident memory %.2f GB, %d cores",
            Hardware.peakResidentBytes() / 1e9,
            Runtime.getRuntime().availableProcessors()));
    return report;
  }

  private static String gigaflops(double rate) {
    return String.format(Locale.ROOT, "%.0f GFLOP/s", rate / 1e9);
  }
}
