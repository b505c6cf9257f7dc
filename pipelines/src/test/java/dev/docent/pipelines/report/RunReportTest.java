package dev.docent.pipelines.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.pipelines.runs.RunRecord;
import dev.docent.pipelines.runs.RunRecords;
import dev.docent.records.TermWeight;
import dev.docent.records.Topic;
import dev.docent.records.TopicMatch;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static final String HOSTILE = "<script src=https://evil.example/x.js></script>\"'><b>";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/a.html"), "a");
  }

  @Test
  void textFromAnywhereStaysText() throws Exception {
    Document page = Jsoup.parse(RunReport.of(workspace, run(RunRecord.Outcome.FAILED, HOSTILE)));
    assertEquals(0, page.select("script").size());
    assertTrue(page.selectFirst(".verdict").text().contains(HOSTILE), "the failure is told");
    assertTrue(page.selectFirst("#topics h3").text().contains(HOSTILE), "the topic's label");
    assertTrue(page.selectFirst("#flow ul").text().contains(HOSTILE), "the warning");
    assertTrue(page.selectFirst("#topics .entries").text().contains(HOSTILE), "the entry's title");
  }

  @Test
  void nothingComesFromElsewhereAndEmbeddedPagesMayRunNothing() throws Exception {
    Document page = Jsoup.parse(RunReport.of(workspace, run(RunRecord.Outcome.SUCCEEDED, null)));
    assertTrue(
        page.selectFirst("meta[http-equiv=Content-Security-Policy]")
            .attr("content")
            .startsWith("default-src 'none'"));
    for (Element one : page.select("[src], link, object, embed")) {
      assertTrue(one.attr("src").startsWith("data:image/png;base64,"), one.outerHtml());
    }
    Element frame = page.selectFirst("#dataset iframe");
    assertEquals("", frame.attr("sandbox"), "a sandbox without any allowance");
    assertEquals("<h1>Statistics</h1>" + HOSTILE, frame.attr("srcdoc"));
  }

  @Test
  void theFlowTellsOfEachStageWhetherItWasMade() throws Exception {
    Document page = Jsoup.parse(RunReport.of(workspace, run(RunRecord.Outcome.SUCCEEDED, null)));
    List<String> marks = page.select("#flow .mark").eachText();
    assertEquals(Stage.values().length, marks.size());
    assertEquals(List.of("made", "cached", "made"), marks.subList(0, 3));
    assertEquals("not run", marks.get(Stage.PUBLISH.ordinal()));
    assertTrue(page.select("#lineage tr").text().contains("max-page-bytes=12345"));
  }

  @Test
  void aRunWhoseArtifactsAreGoneHasAPageStill() throws Exception {
    RunRecord run = run(RunRecord.Outcome.SUCCEEDED, null);
    for (RunRecord.StageRecord stage : run.stages()) {
      workspace.remove(Stage.byId(stage.stage()).orElseThrow(), stage.fingerprint());
    }
    Document page = Jsoup.parse(RunReport.of(workspace, run));
    assertEquals(Stage.values().length, page.select("#flow tbody tr").size());
    assertFalse(page.text().contains("Word cloud"));
  }

  @Test
  void recordsAreNumberedAndFoundAgain() throws Exception {
    RunRecords records = new RunRecords(workspace);
    assertTrue(records.last().isEmpty());
    RunRecord first = records.add(run(RunRecord.Outcome.SUCCEEDED, null));
    RunRecord second = records.add(run(RunRecord.Outcome.FAILED, "no"));
    assertEquals(List.of(2, 1), records.numbers());
    assertEquals(second, records.last().orElseThrow());
    assertEquals(first, records.get(1));
  }

  /** Runs the stages up to the data set, without their work. */
  private RunRecord run(
      RunRecord.Outcome outcome, @org.jspecify.annotations.Nullable String failure)
      throws Exception {
    StageExecutor executor = new StageExecutor(workspace);
    List<RunRecord.StageRecord> records = new ArrayList<>();
    for (Stage stage :
        List.of(Stage.INGEST, Stage.PARSE, Stage.TOPICS, Stage.MATCH, Stage.DATASET)) {
      Map<String, String> settings =
          stage == Stage.INGEST
              ? Map.of("articles", folder.resolve("site").toString(), "max-page-bytes", "12345")
              : Map.of();
      StageExecutor.Plan plan =
          executor.plan(
              stage,
              Settings.read(stage.settings(), stage.id(), settings),
              executor.currentInputs(stage));
      executor.execute(plan, body(stage), List.of(), false);
      records.add(
          new RunRecord.StageRecord(
              stage.id(), plan.fingerprint(), stage == Stage.PARSE, START.plusSeconds(1), 500, 1));
    }
    return new RunRecord(7, START, START.plusSeconds(9), outcome, failure, records, null, "1");
  }

  private static StageBody body(Stage stage) {
    return context -> {
      Path out = context.output();
      switch (stage) {
        case TOPICS -> {
          context.warn(HOSTILE);
          AvroFiles.write(Topic.class, out.resolve("topics/part.avro"), List.of(topic()));
          Files.createDirectories(out.resolve("word-clouds"));
          Files.write(out.resolve("word-clouds/topic-000.png"), new byte[30]);
        }
        case MATCH ->
            AvroFiles.write(
                TopicMatch.class,
                out.resolve("matches/part.avro"),
                List.of(new TopicMatch(0, 1L, HOSTILE, 1, 0.5f)));
        case DATASET -> {
          Files.writeString(
              out.resolve("statistics.json"),
              "{\"queriesByKind\": {\"question\": {\"TRAIN\": 3}}}");
          Files.writeString(out.resolve("statistics.html"), "<h1>Statistics</h1>" + HOSTILE);
        }
        default -> Files.writeString(out.resolve("out.txt"), "x");
      }
    };
  }

  private static Topic topic() {
    List<TermWeight> terms = List.of(new TermWeight("a", "a", 1.0));
    return new Topic(0, HOSTILE, 1.0, 0.5, 0.1, terms, List.of(), 0.0, null);
  }
}
