package dev.docent.pipelines.backfill;

import dev.docent.records.UserException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.IngestWindow;
import dev.docent.records.workspace.IngestWindows;
import dev.docent.records.workspace.IngestWindows.Stretch;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Fills windows of a source. All windows are filled in this JVM, so that the fetching's one rate a
 * host holds over windows side by side.
 */
final class Backfill {
  private final Workspace workspace;
  private final IngestConfig config;
  private final StageBody body;
  private final List<String> runnerArguments;
  private final AtomicBoolean stop = new AtomicBoolean();

  Backfill(Workspace workspace, IngestConfig config, StageBody body, List<String> runnerArguments) {
    this.workspace = workspace;
    this.config = config;
    this.body = body;
    this.runnerArguments = runnerArguments;
  }

  /**
   * Fills what is missing; a window that fails doesn't keep the others from being filled.
   *
   * @param jobs how many windows to fill side by side
   * @param failFast begin no further window once one has failed
   * @param ended told of each window as it ends, maybe by several threads at once
   * @return a report a window, in the order of the windows
   */
  List<WindowReport> run(
      List<Stretch> windows, int jobs, boolean failFast, Consumer<WindowReport> ended)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<WindowReport>> futures = new ArrayList<>();
      for (Stretch window : windows) {
        futures.add(
            threads.submit(
                () -> {
                  WindowReport report = fill(window);
                  if (failFast && report.end() == WindowReport.End.FAILED) {
                    stop.set(true);
                  }
                  ended.accept(report);
                  return report;
                }));
      }
      List<WindowReport> reports = new ArrayList<>();
      for (Future<WindowReport> future : futures) {
        reports.add(future.get());
      }
      lastIsCurrent();
      return reports;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a window's own failure is reported, not thrown", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private WindowReport fill(Stretch window) {
    Instant start = Instant.now();
    if (stop.get()) {
      return new WindowReport(window, WindowReport.End.NOT_TRIED, null, "", Duration.ZERO);
    }
    try {
      StageExecutor executor = new StageExecutor(workspace);
      StageExecutor.Plan plan =
          executor.plan(Stage.INGEST, config.withWindow(window.since(), window.until()), Map.of());
      if (workspace.find(Stage.INGEST, plan.fingerprint()).isEmpty()
          && windows().cover(window.since(), window.until())) {
        return new WindowReport(window, WindowReport.End.COVERED, null, "", Duration.ZERO);
      }
      StageResult result = executor.execute(plan, body, runnerArguments, false);
      WindowRecord record =
          WindowRecord.of(result.artifact())
              .orElseThrow(
                  () -> new UserException("the window %s has no window.json".formatted(window)));
      WindowReport.End end = result.cached() ? WindowReport.End.COMPLETE : WindowReport.End.FILLED;
      return new WindowReport(window, end, record, "", between(start));
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new WindowReport(window, WindowReport.End.FAILED, null, problem(e), between(start));
    }
  }

  private IngestWindows windows() throws IOException {
    return IngestWindows.of(workspace, IngestSource.of(config, StageExecutor.externals(config)));
  }

  private void lastIsCurrent() throws IOException {
    Optional<IngestWindow> last = windows().last();
    if (last.isPresent()) {
      workspace.makeCurrent(last.get().artifact());
    }
  }

  private static String problem(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UserException) {
        return String.valueOf(t.getMessage());
      }
    }
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.toString();
  }

  private static Duration between(Instant start) {
    return Duration.between(start, Instant.now());
  }
}
