package dev.docent.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Gelu;
import dev.docent.models.bases.Pooling;
import dev.docent.records.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ModelBenchTest {
  /** Counted product by product for one layer, hidden 4, intermediate 8, 3 pieces, 2 sequences. */
  @Test
  void countsTheOperationsOfEachProduct() {
    Base base = new Base("b", 1, 4, 2, 8, 10, 16, Gelu.ERF, Pooling.MEAN, 1e-12, "", "");
    double projections = 4 * product(6, 4, 4);
    double scores = 2 * 2 * product(3, 2, 3);
    double mixtures = 2 * 2 * product(3, 3, 2);
    double wide = product(6, 4, 8) + product(6, 8, 4);
    double forward = projections + scores + mixtures + wide;
    assertEquals(forward, Flops.forward(base, 2, 3));
    assertEquals(3 * forward, Flops.training(base, 2, 3));
  }

  @Test
  void measuresAProduct() {
    try (GemmRate rate = new GemmRate(64, 32, 48)) {
      assertTrue(rate.measure() > 0);
    }
  }

  @Test
  void takesTheMiddle() {
    assertEquals(2, Medians.of(List.of(9.0, 1.0, 2.0)));
    assertEquals(1.5, Medians.of(List.of(2.0, 1.0)));
  }

  @Test
  void refusesALengthThatTheNetworkDoesNotTake() {
    InferBench bench = new InferBench();
    UserException e =
        assertThrows(
            UserException.class,
            () -> bench.run(new CommandLine(bench.spec()).parseArgs("--length", "513")));
    assertTrue(e.getMessage().contains("512"), e.getMessage());
  }

  @Test
  void bringsTheVersionOfOnnxRuntimeThatTestsUse() throws Exception {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    assertTrue(
        pom.contains(
            "<onnxruntime.version>" + OnnxScorer.LIBRARY.version() + "</onnxruntime.version>"));
  }

  private static double product(int rows, int inner, int columns) {
    return 2.0 * rows * inner * columns;
  }
}
