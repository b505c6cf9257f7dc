package dev.docent.pipelines.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
        .filter(process -> process.info().startInstant().filter(startedAt::equals).isPresent());
  }
}
