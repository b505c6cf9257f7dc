package dev.docent.pipelines.beam;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches a job on a cluster by its name, and keeps it alive for as long as someone waits. */
final class RemoteJob {
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

  private final FlinkRest rest;
  private final String name;
  private @Nullable String id;
  private boolean warned;

  RemoteJob(String master, String name) {
    this.rest = FlinkRest.of(master);
    this.name = name;
  }

  /** Sends a sign of life; gives a word on how far the job is, empty where nothing is known. */
  String look() {
    try {
      Optional<FlinkRest.Job> found =
          rest.jobs().stream()
              .filter(job -> id == null ? job.name().equals(name) : job.id().equals(id))
              .findFirst();
      if (found.isEmpty()) {
        return "";
      }
      FlinkRest.Job job = found.get();
      id = job.id();
      if (ENDED.contains(job.state())) {
        return job.state();
      }
      beat(job.id());
      return "%s, tasks %d of %d".formatted(job.state(), job.finishedTasks(), job.tasks());
    } catch (IOException e) {
      return "the JobManager does not answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private void beat(String job) throws InterruptedException {
    try {
      rest.beat(job, Instant.now().plusMillis(RemoteFlink.HEARTBEAT_MILLIS));
    } catch (IOException e) {
      if (!warned) {
        warned = true;
        System.err.printf(
            "warning: the JobManager took no sign of life (%s); it may cancel the job after %d seconds%n",
            e.getMessage(), RemoteFlink.HEARTBEAT_MILLIS / 1000);
      }
    }
  }
}
