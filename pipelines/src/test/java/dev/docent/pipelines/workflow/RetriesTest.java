package dev.docent.pipelines.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.docent.pipelines.launch.StageProcess;
import dev.docent.records.TransientFailure;
import dev.docent.records.UserException;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.stage.Stage;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private final Retries twice = new Retries(2, Duration.ofMillis(1));
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void aFailureThatPassesCostsATry() throws Exception {
    Retries.Tried<String> tried =
        twice.run(
            Stage.PARSE,
            () -> {
              if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("wrapped", new ConnectException("refused"));
              }
              return "done";
            });
    assertEquals(new Retries.Tried<>("done", 3), tried);
  }

  @Test
  void oneThatDoesNotPassIsTheLastOne() {
    assertThrows(TransientFailure.class, () -> failing(new TransientFailure("away")));
    assertEquals(3, calls.get());
  }

  @Test
  void aUsersMistakeIsNotTriedAgain() {
    assertThrows(UserException.class, () -> failing(new UserException("no such folder")));
    assertEquals(1, calls.get());
  }

  @Test
  void exitCodesTellWhatMayPass() {
    StageProcess.check("it", DocentCommands.OK);
    assertThrows(TransientFailure.class, () -> StageProcess.check("it", DocentCommands.MAY_PASS));
    assertThrows(TransientFailure.class, () -> StageProcess.check("it", 137));
    for (int lasting : new int[] {1, 2, 3, 5, 130, 143}) {
      UserException e = assertThrows(UserException.class, () -> StageProcess.check("it", lasting));
      assertEquals(UserException.class, e.getClass(), "exit code " + lasting);
    }
  }

  private void failing(RuntimeException failure) throws Exception {
    twice.run(
        Stage.PARSE,
        () -> {
          calls.incrementAndGet();
          throw failure;
        });
  }
}
