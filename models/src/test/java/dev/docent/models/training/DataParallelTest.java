package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.TinyBert;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.SentenceEncoder;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.NodeDef;

/** Several devices, or several parts, make the update that one device makes with the whole step. */
class DataParallelTest {
  private static final List<Group> GROUPS = TinyData.groups(7, 3);
  private static final List<Pair> PAIRS =
      GROUPS.stream().flatMap(group -> group.pairs().stream()).toList();
  private static final int STEPS = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"cpu:0|cpu:1,1", "cpu:0|cpu:1|cpu:2,1", "auto,3", "auto,100", "cpu:0|cpu:1,2"})
  void updatesAsOneDeviceDoes(String devices, int parts) throws Exception {
    try (TrainingGraph one = graph("auto", 1, 0);
        TrainingGraph several = graph(devices.replace('|', ','), parts, 0)) {
      for (int step = 0; step < STEPS; step++) {
        TrainedNetwork.StepResult expected = one.step(GROUPS, 1e-3, 1, step);
        TrainedNetwork.StepResult actual = several.step(GROUPS, 1e-3, 1, step);
        assertEquals(expected.loss(), actual.loss(), 1e-4, "loss of step " + step);
        assertEquals(
            expected.gradientNorm(),
            actual.gradientNorm(),
            1e-3 * expected.gradientNorm(),
            "gradients of step " + step);
      }
      assertArrayEquals(one.score(PAIRS), several.score(PAIRS), 2e-3f);
    }
  }

  @Test
  void theSentenceEncoderIsUpdatedAsOnOneDevice() throws Exception {
    try (EncoderTrainingGraph one = encoder("auto");
        EncoderTrainingGraph two = encoder("cpu:0,cpu:1")) {
      for (int step = 0; step < STEPS; step++) {
        TrainedNetwork.StepResult expected = one.step(GROUPS, 1e-3, 1, step);
        TrainedNetwork.StepResult actual = two.step(GROUPS, 1e-3, 1, step);
        assertEquals(expected.loss(), actual.loss(), 1e-4, "loss of step " + step);
        assertEquals(
            expected.gradientNorm(), actual.gradientNorm(), 1e-3 * expected.gradientNorm());
      }
      assertArrayEquals(one.score(PAIRS), two.score(PAIRS), 1e-3f);
    }
  }

  @Test
  void bothWaysOfATowerAreOnItsDevice() throws Exception {
    try (TrainingGraph two = graph("cpu:0,cpu:1", 1, 0)) {
      for (String part : List.of("tower_1/", "tower_1_gradients/")) {
        List<NodeDef> nodes =
            two.definition().getNodeList().stream()
                .filter(node -> node.getName().startsWith(part) && node.getOp().equals("MatMul"))
                .toList();
        assertTrue(nodes.size() >= 6 * TinyBert.BASE.layers(), part + nodes.size());
        for (NodeDef node : nodes) {
          assertTrue(node.getDevice().endsWith("CPU:1"), node.getName() + node.getDevice());
        }
      }
    }
  }

  @Test
  void aCheckpointOfOneDeviceGoesOnOnSeveralInParts() throws Exception {
    Path prefix = folder.resolve("checkpoint");
    try (TrainingGraph one = graph("auto", 1, 0);
        TrainingGraph several = graph("cpu:0,cpu:1", 2, 0)) {
      one.step(GROUPS, 1e-3, 1, 0);
      several.step(GROUPS, 1e-1, 1, 0);
      one.save(prefix);
      several.restore(prefix);
      assertEquals(
          one.step(GROUPS, 1e-3, 1, 1).gradientNorm(),
          several.step(GROUPS, 1e-3, 1, 1).gradientNorm(),
          1e-3);
      assertArrayEquals(one.score(PAIRS), several.score(PAIRS), 2e-3f);
    }
  }

  @Test
  void towersDropDifferentUnits() throws Exception {
    Group group = GROUPS.get(0);
    Group twice =
        new Group(0, List.of(group.pairs().get(0), group.pairs().get(0)), List.of(1f, 0f));
    try (TrainingGraph two = graph("cpu:0,cpu:1", 1, 0.5)) {
      // The same pair in both towers: were the same units dropped, both would be as likely.
      double loss = two.step(List.of(twice), 0, 1, 0).loss();
      assertTrue(Math.abs(loss - Math.log(2)) > 1e-3, "loss " + loss);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu:0", "gpu", "cpu:0,cpu:0", "", "cpu:0,"})
  void saysHowDevicesAreNamed(String devices) {
    UserException e = assertThrows(UserException.class, () -> Devices.of(devices, "float32"));
    assertTrue(e.getMessage().contains("gpu:0,gpu:1"), e.getMessage());
  }

  @Test
  void saysWhatIsMissingWhereThereIsNoSuchGpu() {
    UserException e = assertThrows(UserException.class, () -> Devices.of("gpu:97", "mixed"));
    assertTrue(e.getMessage().contains("-Pgpu"), e.getMessage());
  }

  @Test
  void mixedPrecisionIsForGpus() {
    UserException e = assertThrows(UserException.class, () -> Devices.of("auto", "mixed"));
    assertTrue(e.getMessage().contains("--precision"), e.getMessage());
    Devices mixed = new Devices(List.of("gpu:0"), true);
    assertTrue(
        mixed.config().getGraphOptions().getRewriteOptions().getAutoMixedPrecisionValue() > 0);
    assertTrue(mixed.lossScale() > 1);
  }

  @Test
  void dividesInOrder() {
    List<Integer> all = IntStream.range(0, 5).boxed().toList();
    assertEquals(List.of(List.of(0, 1), List.of(2, 3, 4)), Shares.of(all, 2));
    assertEquals(List.of(List.of(0), List.of(1), List.of(0)), Shares.of(all.subList(0, 2), 3));
  }

  private static TrainingGraph graph(String devices, int parts, double dropout) throws Exception {
    TrainingGraph graph =
        new TrainingGraph(
            new TrainingGraph.Options(
                TinyBert.BASE,
                Interaction.JOINT,
                TinyData.SEQUENCE_LENGTH,
                dropout,
                0.01,
                1,
                parts,
                Devices.of(devices, "float32")));
    graph.initialize(TinyBert.weights(graph.variables()));
    return graph;
  }

  private static EncoderTrainingGraph encoder(String devices) throws Exception {
    EncoderTrainingGraph graph =
        new EncoderTrainingGraph(
            new EncoderTrainingGraph.Options(
                TinyBert.BASE, 1, 0, 0.01, 1, Devices.of(devices, "float32")));
    graph.initialize(
        consumer ->
            TinyBert.weights(graph.variables())
                .forEach(
                    (name, shape, values) ->
                        consumer.accept(
                            name.substring(SentenceEncoder.PREFIX.length()), shape, values)));
    return graph;
  }
}
