package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path folder;

  @Test
  void readsTheStateCommitted() throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder);
    assertTrue(checkpoints.read().isEmpty());
    Checkpoints.State state =
        new Checkpoints.State(
            5, write(checkpoints, "step-5"), null, 0, Double.NaN, 0.5, 2, 9.5, 17.5);
    checkpoints.commit(state);
    assertEquals(state, new Checkpoints(folder).read().orElseThrow());
  }

  @Test
  void keepsWhatTheStateNamesAndNothingElse() throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder);
    commit(checkpoints, 5, write(checkpoints, "step-5"), write(checkpoints, "best-5"));
    commit(checkpoints, 10, write(checkpoints, "step-10"), "best-5");
    assertTrue(Files.exists(folder.resolve("best-5")));
    assertTrue(Files.exists(folder.resolve("step-10")));
    assertFalse(Files.exists(folder.resolve("step-5")));
  }

  @Test
  void aKillBeforeTheCommitLosesNothing() throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder);
    commit(checkpoints, 5, write(checkpoints, "step-5"), null);
    assertThrows(
        IllegalStateException.class,
        () ->
            checkpoints.write(
                "step-10",
                prefix -> {
                  throw new IllegalStateException("killed");
                }));
    Checkpoints again = new Checkpoints(folder);
    assertEquals("step-5", again.read().orElseThrow().last());
    assertTrue(Files.exists(again.prefix("step-5")));
    write(again, "step-10");
  }

  @Test
  void saysWhatToDoAboutADamagedState() throws Exception {
    Files.writeString(folder.resolve("state.json"), "{");
    Checkpoints checkpoints = new Checkpoints(folder);
    UserException e = assertThrows(UserException.class, checkpoints::read);
    assertTrue(e.getMessage().contains("remove its folder"), e.getMessage());
  }

  @Test
  void theLogKeepsWhatWasBeforeTheCheckpoint() throws Exception {
    Path file = folder.resolve("log.jsonl");
    try (TrainingLog log = TrainingLog.open(file, -1)) {
      for (long step = 0; step <= 7; step++) {
        log.add(new LogEntry(step, 1.0, 1e-5, 1.0, 10.0, null, step));
      }
    }
    Files.writeString(file, Files.readString(file) + "{\"step\":8,\"lo");
    try (TrainingLog log = TrainingLog.open(file, 5)) {
      assertEquals(
          List.of(0L, 1L, 2L, 3L, 4L, 5L), log.entries().stream().map(LogEntry::step).toList());
    }
    assertEquals(6, Files.readAllLines(file).size());
  }

  private static String write(Checkpoints checkpoints, String name) throws IOException {
    return checkpoints.write(
        name,
        prefix -> {
          try {
            Files.writeString(prefix, name);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void commit(Checkpoints checkpoints, long step, String last, String best)
      throws IOException {
    checkpoints.commit(new Checkpoints.State(step, last, best, 5, 0.7, 0.5, 0, 1, 2));
  }
}
