package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.TinyBert;
import dev.docent.models.network.Interaction;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final int STEPS = 20;

  @TempDir Path folder;
  private Path trainFile;
  private Path validationFile;

  /** What may be changed from test to test. */
  private record Settings(double rate, int checkpointSteps, int patience, double maxSeconds) {}

  private static final Settings USUAL = new Settings(2e-3, 5, 0, 0);

  @BeforeEach
  void writeData() throws IOException {
    trainFile = folder.resolve("train.tfrecord");
    validationFile = folder.resolve("validation.tfrecord");
    TinyData.write(trainFile, TinyData.groups(18, 1));
    TinyData.write(validationFile, TinyData.groups(6, 2));
  }

  @Test
  void logsEachStepAndMeasuresAtCheckpoints() throws Exception {
    Path scratch = folder.resolve("scratch");
    Trainer.Outcome outcome = train(scratch, USUAL, entry -> {});
    List<LogEntry> log = log(scratch);
    assertEquals(STEPS + 1, log.size());
    assertNotNull(log.get(0).validationMrr(), "the base is measured first");
    for (LogEntry entry : log) {
      assertEquals(entry.step() % 5 == 0, entry.validationMrr() != null);
    }
    assertEquals(Trainer.End.STEPS, outcome.end());
    assertEquals(STEPS, outcome.state().step());
  }

  @Test
  void keepsTheBestCheckpoint() throws Exception {
    // What it trained on it ranks better than the base does.
    TinyData.write(validationFile, TinyData.groups(18, 1));
    Path scratch = folder.resolve("scratch");
    Trainer.Outcome outcome = train(scratch, new Settings(1e-2, 5, 0, 0), entry -> {});
    double best =
        log(scratch).stream()
            .filter(entry -> entry.validationMrr() != null)
            .mapToDouble(LogEntry::validationMrr)
            .max()
            .orElseThrow();
    assertEquals(best, outcome.state().bestMrr(), 1e-12);
    assertFalse(outcome.keptBase(), "a random base is beaten");
    try (TrainingGraph graph = graph()) {
      graph.restoreModel(new Checkpoints(scratch).prefix(outcome.state().best()));
      assertEquals(best, new Validation(open(validationFile)).mrr(graph::score), 1e-9);
    }
  }

  @Test
  void goesOnAfterAKillAsIfThereHadBeenNone() throws Exception {
    Path whole = folder.resolve("whole");
    train(whole, USUAL, entry -> {});
    Path killed = folder.resolve("killed");
    for (long at : new long[] {3, 12}) {
      assertThrows(
          IllegalStateException.class,
          () ->
              train(
                  killed,
                  USUAL,
                  entry -> {
                    if (entry.step() == at) {
                      throw new IllegalStateException("killed");
                    }
                  }));
    }
    train(killed, USUAL, entry -> {});
    List<LogEntry> expected = log(whole);
    List<LogEntry> actual = log(killed);
    assertEquals(expected.size(), actual.size());
    for (int i = 1; i < expected.size(); i++) {
      assertEquals(expected.get(i).step(), actual.get(i).step());
      assertEquals(expected.get(i).loss(), actual.get(i).loss(), 1e-4, "step " + i);
      if (expected.get(i).validationMrr() != null) {
        assertEquals(expected.get(i).validationMrr(), actual.get(i).validationMrr(), 1e-6);
      }
    }
  }

  @Test
  void aFinishedTrainingIsNotTrainedFurther() throws Exception {
    Path scratch = folder.resolve("scratch");
    train(scratch, USUAL, entry -> {});
    Trainer.Outcome again =
        train(
            scratch,
            USUAL,
            entry -> {
              throw new IllegalStateException("no step is left");
            });
    assertEquals(STEPS, again.state().step());
  }

  @Test
  void stopsWhenPatienceIsAtItsEnd() throws Exception {
    Path scratch = folder.resolve("scratch");
    Trainer.Outcome outcome = train(scratch, new Settings(0, 2, 3, 0), entry -> {});
    assertEquals(Trainer.End.PATIENCE, outcome.end());
    assertEquals(6, outcome.state().step());
    assertTrue(outcome.keptBase(), "nothing was learned, so the base stays");
  }

  @Test
  void stopsWhenTimeIsUpWithACheckpoint() throws Exception {
    Path scratch = folder.resolve("scratch");
    double[] now = {0};
    Trainer.Outcome outcome =
        train(scratch, new Settings(2e-3, 50, 0, 7.5), entry -> now[0]++, () -> now[0]);
    assertEquals(Trainer.End.TIME, outcome.end());
    assertEquals(8, outcome.state().step());
    assertNotNull(log(scratch).get(8).validationMrr());
  }

  @Test
  void saysSoWhenTheLossIsNoNumber() {
    UserException e =
        assertThrows(
            UserException.class,
            () -> train(folder.resolve("scratch"), new Settings(1e30, 5, 0, 0), entry -> {}));
    assertTrue(e.getMessage().contains("--learning-rate"), e.getMessage());
  }

  @Test
  void keepsTheLastCheckpointWithoutValidation() throws Exception {
    Files.write(validationFile, new byte[0]);
    Trainer.Outcome outcome = train(folder.resolve("scratch"), USUAL, entry -> {});
    assertEquals(STEPS, outcome.state().bestStep());
    assertFalse(outcome.keptBase());
  }

  private Trainer.Outcome train(Path scratch, Settings settings, Consumer<LogEntry> listener)
      throws Exception {
    return train(scratch, settings, listener, () -> System.nanoTime() / 1e9);
  }

  private Trainer.Outcome train(
      Path scratch, Settings settings, Consumer<LogEntry> listener, DoubleSupplier clock)
      throws Exception {
    Checkpoints checkpoints = new Checkpoints(scratch);
    GroupFile data = open(trainFile);
    Trainer.Plan plan =
        new Trainer.Plan(
            Schedule.of(settings.rate(), 0.1, STEPS),
            new BatchOrder(data.size(), 4, data::longest, 11),
            11,
            STEPS,
            settings.checkpointSteps(),
            settings.patience(),
            settings.maxSeconds());
    long resumed = checkpoints.read().map(Checkpoints.State::step).orElse(-1L);
    try (TrainingGraph graph = graph();
        TrainingLog log = TrainingLog.open(scratch.resolve("log.jsonl"), resumed)) {
      return new Trainer(
              plan,
              graph,
              TinyBert.weights(graph.variables()),
              data,
              new Validation(open(validationFile)),
              checkpoints,
              log,
              new Stopwatch(clock, clock),
              listener)
          .run();
    }
  }

  private static TrainingGraph graph() {
    return new TrainingGraph(
        new TrainingGraph.Options(
            TinyBert.BASE, Interaction.JOINT, TinyData.SEQUENCE_LENGTH, 0.1, 0.01, 1));
  }

  private static GroupFile open(Path file) throws IOException {
    return GroupFile.open(file, TinyBert.VOCABULARY);
  }

  private static List<LogEntry> log(Path scratch) throws IOException {
    try (TrainingLog log = TrainingLog.open(scratch.resolve("log.jsonl"), Long.MAX_VALUE)) {
      return log.entries();
    }
  }
}
