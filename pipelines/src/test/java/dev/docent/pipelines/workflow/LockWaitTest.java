package dev.docent.pipelines.workflow;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.docent.records.workspace.Workspace;
import dev.docent.records.workspace.WorkspaceInUse;
import dev.docent.records.workspace.WorkspaceLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockWaitTest {
  private static final Duration PAUSE = Duration.ofMillis(20);

  @TempDir Path folder;

  @Test
  void looksOnceByDefault() throws Exception {
    Workspace workspace = Workspace.open(folder.toString());
    try (WorkspaceLock held = workspace.lock("docent prune")) {
      held.check();
      assertThrows(WorkspaceInUse.class, () -> LockWait.take(workspace, Duration.ZERO, PAUSE));
    }
  }

  @Test
  void waitsUntilTheOtherLetsGo() throws Exception {
    Workspace workspace = Workspace.open(folder.toString());
    WorkspaceLock held = workspace.lock("docent run");
    CompletableFuture<WorkspaceLock> waiting =
        CompletableFuture.supplyAsync(
            () -> assertDoesNotThrow(() -> LockWait.take(workspace, Duration.ofMinutes(5), PAUSE)));
    Thread.sleep(10 * PAUSE.toMillis());
    assertFalse(waiting.isDone());
    held.close();
    try (WorkspaceLock ours = waiting.get(5, TimeUnit.MINUTES)) {
      ours.check();
    }
  }

  @Test
  void givesUpAfterItsTime() throws Exception {
    Workspace workspace = Workspace.open(folder.toString());
    try (WorkspaceLock held = workspace.lock("docent run")) {
      held.check();
      assertThrows(WorkspaceInUse.class, () -> LockWait.take(workspace, PAUSE, PAUSE));
    }
  }
}
