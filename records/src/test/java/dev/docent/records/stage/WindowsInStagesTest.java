package dev.docent.records.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.IngestWindow;
import dev.docent.records.workspace.IngestWindows;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsInStagesTest {
  private static final String SITE = "http://127.0.0.1:1/sitemap.xml";

  @TempDir Path folder;
  private Workspace workspace;
  private Instant now = Instant.parse("2026-03-01T12:00:00.750Z");
  private final AtomicInteger runs = new AtomicInteger();

  @BeforeEach
  void open() throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
  }

  @Test
  void firstWindowIsFromTheBeginningToThisSecond() throws Exception {
    IngestConfig settled = (IngestConfig) plan(Map.of()).settings();
    assertEquals("1970-01-01T00:00:00Z", settled.since());
    assertEquals("2026-03-01T12:00:00Z", settled.until());
  }

  @Test
  void nextWindowBeginsWhereTheLastOneEnded() throws Exception {
    ingest(Map.of(), true);
    now = Instant.parse("2026-03-08T12:00:00Z");
    IngestConfig settled = (IngestConfig) plan(Map.of()).settings();
    assertEquals("2026-03-01T12:00:00Z", settled.since());
    assertEquals("2026-03-08T12:00:00Z", settled.until());
  }

  @Test
  void anotherSettingThatShapesPagesBeginsAnotherHistory() throws Exception {
    ingest(Map.of(), true);
    now = Instant.parse("2026-03-08T12:00:00Z");
    IngestConfig settled = (IngestConfig) plan(Map.of("max-page-bytes", "2048")).settings();
    assertEquals("1970-01-01T00:00:00Z", settled.since());
  }

  @Test
  void sameEndAgainFindsTheWindow() throws Exception {
    StageResult made = ingest(Map.of("until", "2026-02-01"), true);
    ingest(Map.of("until", "2026-02-15"), true);
    StageResult found = ingest(Map.of("until", "2026-02-01"), true);
    assertTrue(found.cached());
    assertEquals(made.artifact().fingerprint(), found.artifact().fingerprint());
  }

  @Test
  void lastWindowStaysInUseWhenAnEarlierOneIsFilled() throws Exception {
    StageResult late = ingest(window("2026-02-01", "2026-02-08"), true);
    ingest(window("2026-01-01", "2026-01-08"), true);
    assertEquals(late.artifact().fingerprint(), workspace.current(Stage.INGEST).orElseThrow());
  }

  @Test
  void killedWindowIsFinishedBeforeTheNextBegins() throws Exception {
    StageExecutor.Plan killed = plan(Map.of());
    Path scratch = workspace.scratch(Stage.INGEST, killed.fingerprint());
    Files.createDirectories(scratch);
    record(killed, true).write(scratch);
    Files.createDirectories(scratch.resolve(StageContext.FETCHED).resolve("chunk"));
    now = Instant.parse("2026-03-02T00:00:00Z");
    assertEquals(killed.fingerprint(), plan(Map.of()).fingerprint());
    ingest(Map.of(), true);
    IngestConfig next = (IngestConfig) plan(Map.of()).settings();
    assertEquals("2026-03-01T12:00:00Z", next.since());
    assertEquals("2026-03-02T00:00:00Z", next.until());
  }

  @Test
  void windowThatFailedBeforeItFetchedAnythingIsForgotten() throws Exception {
    StageExecutor.Plan failed = plan(Map.of());
    Path scratch = workspace.scratch(Stage.INGEST, failed.fingerprint());
    record(failed, true).write(scratch);
    now = Instant.parse("2026-03-02T00:00:00Z");
    assertEquals("2026-03-02T00:00:00Z", ((IngestConfig) plan(Map.of()).settings()).until());
  }

  @Test
  void endInTheFutureIsRefused() {
    UserException e = assertThrows(UserException.class, () -> plan(Map.of("until", "2026-03-02")));
    assertTrue(e.getMessage().contains("in the future"), e.getMessage());
  }

  @Test
  void startAfterNowIsRefused() {
    assertThrows(UserException.class, () -> plan(Map.of("since", "2026-03-02")));
  }

  @Test
  void startMustComeBeforeTheEnd() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> plan(window("2026-02-01", "2026-02-01")));
    assertTrue(e.getMessage().contains("must come before"), e.getMessage());
  }

  @Test
  void timesMustBeDatesOrInstants() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> plan(Map.of("since", "last week")));
    assertTrue(e.getMessage().contains("'since' is 'last week', must be an ISO date"));
  }

  @Test
  void offsetsAreTurnedToUtc() throws Exception {
    Record settings = plan(window("2026-02-01T01:00:00+02:00", "2026-02-01T01:00Z")).settings();
    assertEquals("2026-01-31T23:00:00Z", ((IngestConfig) settings).since());
  }

  @Test
  void folderHasNoWindows() throws Exception {
    Files.createDirectories(folder.resolve("site"));
    Map<String, String> values =
        Map.of("articles", folder.resolve("site").toString(), "since", "2026-01-01");
    UserException e = assertThrows(UserException.class, () -> plan(values));
    assertTrue(e.getMessage().contains("is taken as a whole"), e.getMessage());
  }

  @Test
  void windowWithoutNewsLeavesParseAsItWas() throws Exception {
    ingest(window("2026-01-01", "2026-01-08"), true);
    String first = parse().artifact().fingerprint();
    ingest(window("2026-01-08", "2026-01-15"), false);
    StageResult again = parse();
    assertTrue(again.cached());
    assertEquals(first, again.artifact().fingerprint());
    ingest(window("2026-01-15", "2026-01-22"), true);
    assertFalse(parse().cached());
  }

  @Test
  void parseReadsAllWindowsWithNewsUpToTheChosenOne() throws Exception {
    StageResult c = ingest(window("2026-01-15", "2026-01-22"), true);
    StageResult b = ingest(window("2026-01-08", "2026-01-15"), false);
    StageResult a = ingest(window("2026-01-01", "2026-01-08"), true);
    List<String> all = List.of(a.artifact().fingerprint(), c.artifact().fingerprint());
    assertEquals(all, parse().artifact().manifest().windows());
    assertEquals(
        Map.of("ingest", c.artifact().fingerprint()), parse().artifact().manifest().inputs());
    StageExecutor.Plan earlier = parsePlan(b.artifact().fingerprint());
    assertEquals(List.of(a.artifact().fingerprint()), earlier.windows());
  }

  @Test
  void windowFilledLaterMakesParseAnew() throws Exception {
    ingest(window("2026-01-15", "2026-01-22"), true);
    String before = parse().artifact().fingerprint();
    ingest(window("2026-01-01", "2026-01-08"), true);
    assertNotEquals(before, parse().artifact().fingerprint());
  }

  @Test
  void windowMadeAgainWithOtherContentMakesParseAnew() throws Exception {
    ingest(window("2026-01-01", "2026-01-08"), true);
    String before = parse().artifact().fingerprint();
    executor()
        .execute(plan(window("2026-01-01", "2026-01-08")), body(true, "other"), List.of(), true);
    assertNotEquals(before, parse().artifact().fingerprint());
  }

  @Test
  void twoIngestsOfOneWindowDoItsWorkOnce() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<StageResult>> results =
          List.of(1, 2).stream()
              .map(
                  n ->
                      both.submit(
                          () -> {
                            start.await();
                            return ingest(window("2026-01-01", "2026-01-08"), true);
                          }))
              .toList();
      start.countDown();
      int cached = 0;
      for (Future<StageResult> result : results) {
        cached += result.get(20, TimeUnit.SECONDS).cached() ? 1 : 0;
      }
      assertEquals(1, cached);
      assertEquals(1, runs.get());
    } finally {
      both.shutdownNow();
    }
  }

  private StageExecutor executor() {
    return new StageExecutor(workspace, () -> now);
  }

  private StageExecutor.Plan plan(Map<String, String> given) throws IOException {
    Map<String, String> values = new HashMap<>(Map.of("articles", SITE));
    values.putAll(given);
    return executor()
        .plan(Stage.INGEST, Settings.read(IngestConfig.class, "ingest", values), Map.of());
  }

  private StageResult ingest(Map<String, String> given, boolean news) throws Exception {
    return executor().execute(plan(given), body(news, "content"), List.of(), false);
  }

  private StageExecutor.Plan parsePlan(String ingest) throws IOException {
    Record settings = Settings.read(Stage.PARSE.settings(), "parse", Map.of());
    return executor().plan(Stage.PARSE, settings, Map.of(Stage.INGEST, ingest));
  }

  private StageResult parse() throws Exception {
    StageExecutor.Plan plan = parsePlan(workspace.current(Stage.INGEST).orElseThrow());
    StageBody reading =
        context ->
            assertEquals(
                plan.windows(), context.windows().stream().map(Artifact::fingerprint).toList());
    return executor().execute(plan, reading, List.of(), false);
  }

  private StageBody body(boolean news, String content) {
    return context -> {
      runs.incrementAndGet();
      Files.createDirectories(context.output().resolve("pages"));
      Files.writeString(context.output().resolve("pages/p.avro"), content);
      IngestConfig config = context.settings(IngestConfig.class);
      new WindowRecord(
              SITE,
              IngestSource.of(config, Map.of()).key(),
              Instant.parse(config.since()),
              Instant.parse(config.until()),
              Map.of(),
              news)
          .write(context.output());
    };
  }

  private static WindowRecord record(StageExecutor.Plan plan, boolean news) {
    IngestConfig config = (IngestConfig) plan.settings();
    return new WindowRecord(
        SITE,
        IngestSource.of(config, plan.externals()).key(),
        Instant.parse(config.since()),
        Instant.parse(config.until()),
        Map.of(),
        news);
  }

  private static Map<String, String> window(String since, String until) {
    return Map.of("since", since, "until", until);
  }

  @Test
  void gapsAndOverlapsAreFound() throws Exception {
    ingest(window("2026-01-22", "2026-02-01"), true);
    ingest(window("2026-01-01", "2026-01-08"), true);
    ingest(window("2026-01-06", "2026-01-15"), true);
    ingest(window("2026-01-02", "2026-01-03"), true);
    IngestWindows windows = IngestWindows.bySource(workspace).values().iterator().next();
    assertEquals(
        List.of("2026-01-15T00:00:00Z to 2026-01-22T00:00:00Z"),
        windows.gaps().stream().map(Object::toString).toList());
    assertEquals(
        List.of(
            "2026-01-02T00:00:00Z to 2026-01-03T00:00:00Z",
            "2026-01-06T00:00:00Z to 2026-01-08T00:00:00Z"),
        windows.overlaps().stream().map(Object::toString).toList());
    assertTrue(windows.cover(at("2026-01-01"), at("2026-01-15")));
    assertFalse(windows.cover(at("2026-01-01"), at("2026-01-16")));
    assertTrue(windows.cover(at("2026-01-07"), at("2026-01-09")));
    assertFalse(windows.cover(at("2025-12-31"), at("2026-01-09")));
    assertEquals(at("2026-02-01"), windows.last().map(IngestWindow::until).orElseThrow());
  }

  private static Instant at(String date) {
    return Instant.parse(date + "T00:00:00Z");
  }
}
