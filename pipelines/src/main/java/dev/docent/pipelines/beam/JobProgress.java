package dev.docent.pipelines.beam;

import dev.docent.records.progress.Progress;
import dev.docent.transforms.counting.StageCounter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the counts of a job that runs in this JVM; of a job on a cluster, its tasks. */
final class JobProgress implements AutoCloseable {
  private static final long PERIOD_MILLIS = 500;

  /** Asking a JobManager costs it more than looking at our own counts. */
  private static final long REMOTE_PERIOD_MILLIS = 2000;

  private final Progress progress;
  private final ScheduledExecutorService clock;
  private final @Nullable RemoteJob remote;

  private JobProgress(
      Progress progress, ScheduledExecutorService clock, @Nullable RemoteJob remote) {
    this.progress = progress;
    this.clock = clock;
    this.remote = remote;
  }

  /**
   * @param remote the job where it runs on a cluster
   */
  static JobProgress start(String stage, @Nullable RemoteJob remote) {
    StageCounter.resetLive();
    Progress progress = Progress.start(stage, "records", -1);
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "docent-progress");
              thread.setDaemon(true);
              return thread;
            });
    JobProgress shown = new JobProgress(progress, clock, remote);
    var unused =
        remote == null
            ? clock.scheduleAtFixedRate(
                shown::show, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS)
            : clock.scheduleWithFixedDelay(
                shown::show, REMOTE_PERIOD_MILLIS, REMOTE_PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return shown;
  }

  private void show() {
    if (remote != null) {
      progress.note(remote.look());
      progress.stepTo(0);
      return;
    }
    Map<String, Long> counts = new TreeMap<>(StageCounter.live());
    progress.note(
        counts.entrySet().stream()
            .filter(count -> !count.getKey().equals(StageCounter.READ))
            .map(count -> label(count.getKey()) + " " + count.getValue())
            .collect(Collectors.joining(", ")));
    progress.stepTo(counts.getOrDefault(StageCounter.READ, 0L));
  }

  private static String label(String name) {
    return name.startsWith(StageCounter.OTHER_PREFIX)
        ? name.substring(StageCounter.OTHER_PREFIX.length())
        : name;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    if (remote == null) {
      show();
    }
    progress.close();
  }
}
