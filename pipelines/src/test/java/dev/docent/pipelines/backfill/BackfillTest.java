package dev.docent.pipelines.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.config.UtcTime;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.IngestWindows;
import dev.docent.records.workspace.IngestWindows.Stretch;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {
  private static final Map<String, String> SITE = Map.of("articles", "http://127.0.0.1:1/feed.xml");

  @TempDir Path folder;
  private Workspace workspace;
  private final AtomicInteger runs = new AtomicInteger();
  private final Set<String> failing = Collections.synchronizedSet(new HashSet<>());

  @BeforeEach
  void open() throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
  }

  @Test
  void fillsAllWindowsAndThenNone() throws Exception {
    List<WindowReport> first = run("2026-01-01", "2026-01-30", 1, false);
    assertEquals(5, ends(first, WindowReport.End.FILLED));
    assertEquals("2026-01-30T00:00:00Z", first.get(4).window().until().toString());
    assertEquals(5, ends(run("2026-01-01", "2026-01-30", 1, false), WindowReport.End.COMPLETE));
    assertEquals(5, runs.get());
  }

  @Test
  void lastWindowIsInUseWhicheverEndedLast() throws Exception {
    run("2026-01-01", "2026-02-12", 4, false);
    assertEquals(
        Instant.parse("2026-02-12T00:00:00Z"),
        WindowRecord.read(workspace.currentArtifact(Stage.INGEST).orElseThrow().folder())
            .orElseThrow()
            .until());
    run("2025-12-01", "2026-01-01", 2, false);
    IngestWindows windows = IngestWindows.bySource(workspace).values().iterator().next();
    assertEquals(List.of(), windows.gaps());
    assertEquals(List.of(), windows.overlaps());
    assertEquals(
        windows.last().orElseThrow().fingerprint(), workspace.current(Stage.INGEST).orElseThrow());
  }

  @Test
  void failingWindowDoesNotStopTheOthers() throws Exception {
    failing.add("2026-01-08T00:00:00Z");
    List<WindowReport> reports = run("2026-01-01", "2026-01-29", 1, false);
    assertEquals(3, ends(reports, WindowReport.End.FILLED));
    assertEquals(WindowReport.End.FAILED, reports.get(1).end());
    assertEquals("the server is down", reports.get(1).problem());
    failing.clear();
    List<WindowReport> again = run("2026-01-01", "2026-01-29", 1, false);
    assertEquals(WindowReport.End.FILLED, again.get(1).end());
    assertEquals(3, ends(again, WindowReport.End.COMPLETE));
  }

  @Test
  void failFastBeginsNoFurtherWindow() throws Exception {
    failing.add("2026-01-08T00:00:00Z");
    List<WindowReport> reports = run("2026-01-01", "2026-01-29", 1, true);
    assertEquals(2, ends(reports, WindowReport.End.NOT_TRIED));
    assertTrue(
        WindowReport.summary(reports).startsWith("4 windows: 1 filled, 1 FAILED, 2 not tried"),
        WindowReport.summary(reports));
  }

  @Test
  void windowThatOthersCoverIsLeftOut() throws Exception {
    run("2026-01-01", "2026-01-22", 1, false);
    assertEquals(
        List.of(WindowReport.End.COVERED),
        run("2026-01-03", "2026-01-10", 1, false).stream().map(WindowReport::end).toList());
  }

  @Test
  void reportTellsWhatCameOfEachWindow() throws Exception {
    String table = WindowReport.table(run("2026-01-01", "2026-01-08", 1, false));
    assertTrue(table.contains("2026-01-01T00:00:00Z to 2026-01-08T00:00:00Z  filled  3"), table);
  }

  private List<WindowReport> run(String from, String to, int jobs, boolean failFast)
      throws Exception {
    IngestConfig config = Settings.read(IngestConfig.class, "ingest", SITE);
    List<Stretch> windows = WindowGrid.of(UtcTime.parse(from), UtcTime.parse(to), "P7D");
    return new Backfill(workspace, config, body(), List.of())
        .run(windows, jobs, failFast, report -> {});
  }

  private StageBody body() {
    return context -> {
      runs.incrementAndGet();
      IngestConfig config = context.settings(IngestConfig.class);
      if (failing.contains(config.since())) {
        throw new UserException("the server is down");
      }
      new WindowRecord(
              config.articles(),
              IngestSource.of(config, Map.of()).key(),
              Instant.parse(config.since()),
              Instant.parse(config.until()),
              Map.of("fetched", 3L),
              true)
          .write(context.output());
    };
  }

  private static long ends(List<WindowReport> reports, WindowReport.End end) {
    return reports.stream().filter(report -> report.end() == end).count();
  }
}
