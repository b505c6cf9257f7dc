package dev.docent.pipelines.beam;

import dev.docent.records.progress.Progress;
import dev.docent.transforms.counting.StageCounter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Shows the counts of a job that runs in this JVM; for a job elsewhere, that it is still running.
 */
final class JobProgress implements AutoCloseable {
  private static final long PERIOD_MILLIS = 500;

  private final Progress progress;
  private final ScheduledExecutorService clock;

  private JobProgress(Progress progress, ScheduledExecutorService clock) {
    this.progress = progress;
    this.clock = clock;
  }

  static JobProgress start(String stage) {
    StageCounter.resetLive();
    Progress progress = Progress.start(stage, "records", -1);
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "docent-progress");
              thread.setDaemon(true);
              return thread;
            });
    JobProgress shown = new JobProgress(progress, clock);
    var unused =
        clock.scheduleAtFixedRate(shown::show, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return shown;
  }

  private void show() {
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
    show();
    progress.close();
  }
}
