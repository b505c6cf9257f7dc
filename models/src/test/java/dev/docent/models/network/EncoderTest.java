package dev.docent.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.docent.models.Samples;
import dev.docent.models.bases.Base;
import dev.docent.models.bases.Bases;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;

/** Compares our forward pass with ONNX Runtime's on the same weights. */
class EncoderTest {
  private static OrtEnvironment environment;
  private static OrtSession onnx;

  @BeforeAll
  static void loadOracle() throws Exception {
    environment = OrtEnvironment.getEnvironment();
    try (InputStream in = EncoderTest.class.getResourceAsStream("/all-minilm-l6-v2.onnx")) {
      onnx = environment.createSession(in.readAllBytes());
    }
  }

  @AfterAll
  static void closeOracle() throws Exception {
    onnx.close();
  }

  @Test
  void givesTheStatesOfOnnxRuntime() throws Exception {
    List<Pair> pairs = Samples.pairs();
    try (ScoringGraph graph = new ScoringGraph(Bases.MINI_LM, Interaction.JOINT)) {
      graph.initialize(Bases.weights(Bases.MINI_LM));
      float[][][] ours = states(graph, pairs);
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(i);
        float[][] theirs = oracle(pair.inputIds(), pair.segmentIds());
        assertClose(theirs, ours[i], "pair " + i);
      }
    }
  }

  @Test
  void readsTheHalvesApartAsASentenceEncoderReadsThemAlone() throws Exception {
    Pair pair = Samples.pairs().get(0);
    int query = (int) Arrays.stream(pair.segmentIds()).filter(s -> s == 0).count();
    try (ScoringGraph graph = new ScoringGraph(Bases.MINI_LM, Interaction.SEPARATE)) {
      graph.initialize(Bases.weights(Bases.MINI_LM));
      float[][] ours = states(graph, List.of(pair))[0];
      float[][] alone = oracle(Arrays.copyOf(pair.inputIds(), query), new int[query]);
      assertClose(alone, Arrays.copyOf(ours, query), "query");
    }
  }

  @Test
  void embedsAsTheMeanOfOnnxRuntimesStates() throws Exception {
    embeds(Bases.MINI_LM, onnx, EncoderTest::unitMean);
  }

  @Test
  void embedsByTheFirstPieceWhereTheBaseDoes() throws Exception {
    try (InputStream in = EncoderTest.class.getResourceAsStream("/bge-small-en-v1.5.onnx");
        OrtSession bge = environment.createSession(in.readAllBytes())) {
      embeds(Bases.BGE_SMALL, bge, states -> unit(states[0]));
    }
  }

  private static void embeds(Base base, OrtSession oracle, TextVector pooling) throws Exception {
    List<int[]> texts = List.of(Samples.pairs().get(0).inputIds(), new int[] {101, 5968, 102});
    try (ScoringGraph graph = new ScoringGraph(base, Interaction.JOINT, true)) {
      graph.initializeEncoder(Bases.weights(base));
      try (TextBatch batch = TextBatch.of(texts);
          Result result =
              batch.feed(graph.session().runner(), graph.texts()).fetch(graph.embedding()).run()) {
        float[][] vectors = TextBatch.rows((TFloat32) result.get(0));
        for (int i = 0; i < texts.size(); i++) {
          float[][] states = states(oracle, texts.get(i), new int[texts.get(i).length]);
          assertClose(
              new float[][] {pooling.vector(states)}, new float[][] {vectors[i]}, "text " + i);
        }
      }
    }
  }

  private interface TextVector {
    float[] vector(float[][] states);
  }

  private static float[] unitMean(float[][] states) {
    float[] sum = new float[states[0].length];
    for (float[] state : states) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += state[k];
      }
    }
    return unit(sum);
  }

  private static float[] unit(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += value * value;
    }
    float[] unit = new float[vector.length];
    for (int k = 0; k < unit.length; k++) {
      unit[k] = (float) (vector[k] / Math.sqrt(square));
    }
    return unit;
  }

  @Test
  void paddingChangesNothing() throws Exception {
    List<Pair> pairs = new ArrayList<>(Samples.pairs());
    for (Interaction interaction : Interaction.values()) {
      try (ScoringGraph graph = new ScoringGraph(Bases.MINI_LM, interaction)) {
        graph.initialize(Bases.weights(Bases.MINI_LM));
        float[] together = scores(graph, pairs);
        for (int i = 0; i < pairs.size(); i += 3) {
          assertEquals(together[i], scores(graph, List.of(pairs.get(i)))[0], 1e-4, "pair " + i);
        }
      }
    }
  }

  private static float[] scores(ScoringGraph graph, List<Pair> pairs) {
    try (Batch batch = Batch.of(pairs, Samples.SEQUENCE_LENGTH);
        Result result =
            batch.feed(graph.session().runner(), graph.inputs()).fetch(graph.score()).run()) {
      float[] scores = new float[pairs.size()];
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(scores);
      return scores;
    }
  }

  private static float[][][] states(ScoringGraph graph, List<Pair> pairs) {
    try (Batch batch = Batch.of(pairs, Samples.SEQUENCE_LENGTH);
        Result result =
            batch.feed(graph.session().runner(), graph.inputs()).fetch(graph.states()).run()) {
      TFloat32 states = (TFloat32) result.get(0);
      int length = (int) states.shape().get(1);
      int width = (int) states.shape().get(2);
      float[][][] values = new float[pairs.size()][length][width];
      for (int i = 0; i < pairs.size(); i++) {
        for (int j = 0; j < length; j++) {
          for (int k = 0; k < width; k++) {
            values[i][j][k] = states.getFloat(i, j, k);
          }
        }
      }
      return values;
    }
  }

  private static float[][] oracle(int[] ids, int[] segments) throws Exception {
    return states(onnx, ids, segments);
  }

  private static float[][] states(OrtSession onnx, int[] ids, int[] segments) throws Exception {
    long[] shape = {1, ids.length};
    long[] mask = new long[ids.length];
    Arrays.fill(mask, 1);
    try (OnnxTensor idTensor = tensor(Arrays.stream(ids).asLongStream().toArray(), shape);
        OnnxTensor maskTensor = tensor(mask, shape);
        OnnxTensor typeTensor = tensor(Arrays.stream(segments).asLongStream().toArray(), shape);
        OrtSession.Result result =
            onnx.run(
                Map.of(
                    "input_ids", idTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", typeTensor))) {
      return ((float[][][]) result.get(0).getValue())[0];
    }
  }

  private static OnnxTensor tensor(long[] values, long[] shape) throws Exception {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  /** Compares the rows that the oracle has; ours may be padded. */
  private static void assertClose(float[][] expected, float[][] actual, String message) {
    double greatest = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        greatest = Math.max(greatest, Math.abs(expected[i][j] - actual[i][j]));
      }
    }
    assertTrue(greatest < 1e-4, message + ": greatest difference " + greatest);
  }
}
