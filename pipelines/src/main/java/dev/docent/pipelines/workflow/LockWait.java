package dev.docent.pipelines.workflow;

import dev.docent.records.workspace.Workspace;
import dev.docent.records.workspace.WorkspaceInUse;
import dev.docent.records.workspace.WorkspaceLock;
import java.io.IOException;
import java.time.Duration;

/** Takes a workspace's lock, and waits where another process has it. */
final class LockWait {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private LockWait() {}

  /**
   * Takes the lock for {@code docent run}.
   *
   * @param most after which no further look is taken; zero for one look alone
   * @throws WorkspaceInUse if another process still has it then
   */
  static WorkspaceLock take(Workspace workspace, Duration most)
      throws IOException, InterruptedException {
    return take(workspace, most, PAUSE);
  }

  static WorkspaceLock take(Workspace workspace, Duration most, Duration pause)
      throws IOException, InterruptedException {
    long latest = System.nanoTime() + most.toNanos();
    boolean told = false;
    while (true) {
      try {
        return workspace.lock("docent run");
      } catch (WorkspaceInUse e) {
        if (System.nanoTime() >= latest) {
          throw e;
        }
        if (!told) {
          System.err.printf(
              "note: %s; waiting for it, at most %d min%n", e.getMessage(), most.toMinutes());
          told = true;
        }
        Thread.sleep(pause.toMillis());
      }
    }
  }
}
