package dev.docent.serving.evaluation.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @TempDir Path folder;

  @Test
  void equalScoresStandInFallingOrderOfIdsAsInTrecEval() {
    Run run =
        new Run(
            "bm25",
            Map.of("q", List.of(new RunEntry("a", 1), new RunEntry("c", 1), new RunEntry("b", 2))));
    assertEquals(List.of("b", "c", "a"), run.documents("q"));
    assertEquals(List.of(), run.documents("unknown"));
  }

  @Test
  void tiesAndRisesAreLoweredSoThatTheOrderHolds() throws IOException {
    List<String> order = List.of("a", "b", "c", "d", "e");
    double[] scores = {2, 2, 2, 5, Double.MIN_VALUE};
    Run run = new Run.Builder("lsa").add("q", order, scores).build();
    assertEquals(order, run.documents("q"));
    Path file = folder.resolve("lsa.run");
    TrecRuns.write(run, file);
    assertEquals(run, TrecRuns.read(file));
    float last = Float.POSITIVE_INFINITY;
    for (RunEntry entry : run.rankings().get("q")) {
      assertTrue(entry.score() < last);
      last = entry.score();
    }
  }

  @Test
  void writesSixFields() throws IOException {
    Path file = folder.resolve("x.run");
    Run run =
        new Run.Builder("bm25").add("q 1", List.of("a b", "c"), new double[] {1.5, 0.25}).build();
    TrecRuns.write(run, file);
    assertEquals(
        List.of("q_1 Q0 a_b 1 1.5 bm25", "q_1 Q0 c 2 0.25 bm25"), Files.readAllLines(file));
  }

  @Test
  void readsWhatOthersWriteByScoreAlone() throws IOException {
    Path file = folder.resolve("other.run");
    Files.writeString(file, "q\tQ0\tlow  1 -3e-2 tag\n\nq Q0 high 2 7 tag\n");
    assertEquals(List.of("high", "low"), TrecRuns.read(file).documents("q"));
  }

  @Test
  void namesTheLineThatIsNoResult() throws IOException {
    Path file = folder.resolve("bad.run");
    Files.writeString(file, "q Q0 a 1 2 tag\nq Q0 b 2 tag\n");
    String message = assertThrows(UserException.class, () -> TrecRuns.read(file)).getMessage();
    assertTrue(message.contains("line 2: has 5 fields"), message);
    Files.writeString(file, "q Q0 a 1 NaN tag\n");
    message = assertThrows(UserException.class, () -> TrecRuns.read(file)).getMessage();
    assertTrue(message.contains("line 1: the score is 'NaN'"), message);
    Files.writeString(file, "\n");
    message = assertThrows(UserException.class, () -> TrecRuns.read(file)).getMessage();
    assertTrue(message.contains("has no results"), message);
  }

  @Test
  void refusesTwicesAndScoresThatAreNoNumbers() {
    Run.Builder builder = new Run.Builder("x").add("q", List.of("a"), new double[] {1});
    assertThrows(
        IllegalArgumentException.class, () -> builder.add("q", List.of("b"), new double[] {1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.add("r", List.of("b", "b"), new double[] {2, 1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.add("s", List.of("b"), new double[] {Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> new Run("two words", Map.of()));
  }
}
