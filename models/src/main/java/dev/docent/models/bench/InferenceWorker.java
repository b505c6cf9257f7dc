package dev.docent.models.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.bases.Base;
import dev.docent.models.bases.Bases;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.Precision;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.training.Hardware;
import dev.docent.records.text.PairEncoder.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A process that scores made-up pairs with one engine and prints what it took, so that engines
 * share neither threads nor memory.
 */
public final class InferenceWorker {
  private static final int WARM_UP = 3;

  /** Which engine: TensorFlow in two precisions, or ONNX Runtime in 32 bits. */
  enum Engine {
    TENSORFLOW,
    TENSORFLOW_BF16,
    ONNX_RUNTIME
  }

  /** Scores a batch. */
  interface Scorer extends AutoCloseable {
    void score() throws Exception;

    @Override
    void close() throws Exception;
  }

  /**
   * What it took.
   *
   * @param seconds of a batch, the median
   * @param peakResidentBytes of the process
   */
  record Measured(double seconds, long peakResidentBytes) {}

  private InferenceWorker() {}

  /** Takes the engine, the batch size, the length in word pieces, and the number of batches. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    int batch = Integer.parseInt(arguments[1]);
    int length = Integer.parseInt(arguments[2]);
    int batches = Integer.parseInt(arguments[3]);
    List<Pair> pairs = pairs(Bases.MINI_LM, batch, length);
    List<Double> seconds = new ArrayList<>();
    try (Scorer scorer = scorer(Engine.valueOf(arguments[0]), pairs, length)) {
      for (int i = -WARM_UP; i < batches; i++) {
        long start = System.nanoTime();
        scorer.score();
        if (i >= 0) {
          seconds.add((System.nanoTime() - start) / 1e9);
        }
      }
    }
    System.out.println(
        new ObjectMapper()
            .writeValueAsString(new Measured(Medians.of(seconds), Hardware.peakResidentBytes())));
    System.exit(0);
  }

  private static Scorer scorer(Engine engine, List<Pair> pairs, int length) throws Exception {
    return switch (engine) {
      case TENSORFLOW -> new TensorFlowScorer(pairs, length, Precision.FLOAT32);
      case TENSORFLOW_BF16 -> new TensorFlowScorer(pairs, length, Precision.BFLOAT16);
      case ONNX_RUNTIME -> new OnnxScorer(pairs, length);
    };
  }

  static List<Pair> pairs(Base base, int count, int length) {
    Random random = new Random(1);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] segments = new int[length];
      Arrays.fill(segments, Math.min(10, length - 1), length, 1);
      pairs.add(new Pair(random.ints(length, 0, base.vocabularySize()).toArray(), segments));
    }
    return pairs;
  }

  /** The cross-encoder as it is served, with its ranking head. */
  private static final class TensorFlowScorer implements Scorer {
    private final ScoringGraph graph;
    private final List<Pair> pairs;
    private final int length;

    TensorFlowScorer(List<Pair> pairs, int length, Precision precision) throws Exception {
      this.pairs = pairs;
      this.length = length;
      graph = new ScoringGraph(Bases.MINI_LM, Interaction.JOINT, false, precision);
      graph.initialize(Bases.weights(Bases.MINI_LM));
    }

    @Override
    public void score() {
      graph.scoreBatch(pairs, length);
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
