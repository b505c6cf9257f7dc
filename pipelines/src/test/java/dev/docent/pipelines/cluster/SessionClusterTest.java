package dev.docent.pipelines.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docent.records.UserException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no Flink; the whole is tried end to end. */
class SessionClusterTest {
  @TempDir Path folder;

  @Test
  void keepsItsState() throws Exception {
    ClusterState state =
        new ClusterState(
            8081,
            2,
            2L << 30,
            List.of(
                new ClusterProcess("jobmanager", 17, Instant.parse("2025-01-02T03:04:05.67Z"))));
    state.write(folder);
    assertEquals(Optional.of(state), ClusterState.read(folder));
  }

  @Test
  void takesALaterProcessOfTheSameIdForAnother() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      ClusterProcess ours = ClusterProcess.of("taskmanager-1", process);
      assertTrue(ours.isAlive());
      ClusterProcess earlier =
          new ClusterProcess("taskmanager-1", ours.pid(), ours.startedAt().minusSeconds(60));
      assertFalse(earlier.isAlive());
      earlier.end();
      assertTrue(process.isAlive(), "another's process was ended");
      ours.end();
      assertFalse(ours.isAlive());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void takesAnEndedProcessThatNobodyAskedAfterForDead() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "this system has no /proc");
    // A shell that turns into a sleep never asks how its child ended.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.2 & echo $!; exec sleep 60").start();
    try {
      long pid = Long.parseLong(parent.inputReader().readLine());
      Instant start = ProcessHandle.of(pid).orElseThrow().info().startInstant().orElseThrow();
      ClusterProcess child = new ClusterProcess("taskmanager-1", pid, start);
      for (int i = 0; i < 600 && child.isAlive(); i++) {
        Thread.sleep(50);
      }
      assertTrue(ProcessHandle.of(pid).isPresent(), "the child was asked after");
      assertFalse(child.isAlive());
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void stopEndsWhatStillLivesAndForgetsTheRest() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      new ClusterState(
              1,
              1,
              1,
              List.of(
                  new ClusterProcess("jobmanager", 1, Instant.EPOCH),
                  ClusterProcess.of("taskmanager-1", process)))
          .write(folder);
      assertEquals(1, new SessionCluster(folder).stop());
      assertFalse(process.isAlive());
      assertEquals(0, new SessionCluster(folder).stop());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void stopOfNothingMakesNothing() throws Exception {
    Path none = folder.resolve("none");
    assertEquals(0, new SessionCluster(none).stop());
    assertFalse(Files.exists(none));
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      UserException e = assertThrows(UserException.class, () -> Ports.rest(socket.getLocalPort()));
      assertTrue(e.getMessage().contains("--port is " + socket.getLocalPort()), e.getMessage());
    }
  }
}
