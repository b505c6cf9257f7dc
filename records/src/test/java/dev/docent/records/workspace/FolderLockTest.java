package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() throws Exception {
    workspace = Workspace.open(folder.toString());
  }

  @Test
  void aSecondOneInThisProcessIsToldWhoHasIt() throws Exception {
    try (WorkspaceLock lock = workspace.lock("docent run")) {
      lock.check();
      WorkspaceInUse e = assertThrows(WorkspaceInUse.class, () -> workspace.lock("docent prune"));
      assertTrue(e.getMessage().contains("'docent run'"), e.getMessage());
      assertTrue(
          e.getMessage().contains("process " + ProcessHandle.current().pid()), e.getMessage());
    }
    workspace.lock("docent prune").close();
  }

  @Test
  void anotherProcessKeepsItUntilItIsKilledAndThenItIsTakenOver() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holds.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader told =
          new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
      assertEquals("held", told.readLine());
      WorkspaceInUse e = assertThrows(WorkspaceInUse.class, () -> workspace.lock("docent run"));
      assertTrue(e.getMessage().contains("process " + other.pid() + ","), e.getMessage());
    } finally {
      other.destroyForcibly().waitFor();
    }
    workspace.lock("docent run").close();
  }

  /** What the other process runs. */
  static final class Holds {
    public static void main(String[] arguments) throws Exception {
      try (WorkspaceLock lock = Workspace.open(arguments[0]).lock("docent run")) {
        lock.check();
        System.out.println("held");
        Thread.sleep(600_000);
      }
    }
  }
}
