package dev.docent.pipelines.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of the cluster. Its start time tells it from a later process that was given the same
 * id.
 *
 * @param name such as {@code taskmanager-1}; also the name of its log
 * @param startedAt as the operating system has it
 */
record ClusterProcess(String name, long pid, Instant startedAt) {
  static final String JOB_MANAGER = "jobmanager";
  static final String TASK_MANAGER = "taskmanager-";
  private static final long GRACE_SECONDS = 10;

  static ClusterProcess of(String name, Process process) {
    return new ClusterProcess(
        name, process.pid(), process.toHandle().info().startInstant().orElseGet(Instant::now));
  }

  @JsonIgnore
  boolean isJobManager() {
    return name.equals(JOB_MANAGER);
  }

  @JsonIgnore
  boolean isAlive() {
    return handle().isPresent();
  }

  /** Ends it, by force where asking did not help within {@value #GRACE_SECONDS} seconds. */
  void end() throws InterruptedException {
    Optional<ProcessHandle> handle = handle();
    if (handle.isEmpty()) {
      return;
    }
    handle.get().destroy();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    while (isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    handle().ifPresent(ProcessHandle::destroyForcibly);
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> !isZombie(process.pid()))
        .filter(process -> process.info().startInstant().filter(startedAt::equals).isPresent());
  }

  /**
   * Whether a process has ended and only waits for its parent to ask how; in a container whose
   * first process never asks, that is for ever. Told by Linux's {@code /proc/PID/stat}.
   */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return false;
    }
  }
}
