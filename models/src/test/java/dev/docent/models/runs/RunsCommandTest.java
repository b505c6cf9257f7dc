package dev.docent.models.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.bases.Bases;
import dev.docent.models.training.DatasetWorkspace;
import dev.docent.models.training.Hardware;
import dev.docent.models.training.LogEntry;
import dev.docent.models.training.NetworkReport;
import dev.docent.models.training.TrainingLog;
import dev.docent.models.training.TrainingReport;
import dev.docent.records.UserException;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageContext;
import dev.docent.records.text.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
  @TempDir Path folder;
  private DatasetWorkspace workspace;
  private String first;
  private String second;

  @BeforeEach
  void train() throws Exception {
    workspace = DatasetWorkspace.create(folder, Vocabulary.ofBase(Bases.MINI_LM.name()));
    first = train("3e-5", 0.61);
    workspace.run(Stage.INDEX, Map.of(), context -> {});
    workspace.run(Stage.VECTORS, Map.of(), context -> {});
    workspace.run(Stage.EVALUATE, Map.of(), RunsCommandTest::evaluate);
    second = train("1e-5", 0.58);
  }

  @Test
  void listsTheNewestFirstAndMarksTheOneInUse() {
    List<String> lines = run("list").lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("* " + " " + second), lines.get(1));
    assertTrue(lines.get(2).contains(first), lines.get(2));
    assertTrue(lines.get(2).contains("0.6100"), lines.get(2));
    assertTrue(lines.get(2).contains("promoted"), lines.get(2));
  }

  @Test
  void showsOneWithSettingsCostAndCurves() throws Exception {
    String text = run("show", first.substring(0, 8));
    assertTrue(text.contains("--learning-rate"), text);
    assertTrue(text.contains("MRR@10 reranked"), text);
    JsonNode json = new ObjectMapper().readTree(run("show", first, "--json"));
    assertEquals(21.0, json.path("cpuSeconds").doubleValue());
    assertEquals(0.7, json.at("/evaluation/mrr/reranked").doubleValue());
    assertEquals(0.5, json.at("/curves/cross-encoder/2/loss").doubleValue());
  }

  @Test
  void comparesOnlyTheSettingsInWhichTheyDiffer() {
    String text = run("compare", first, second);
    assertTrue(text.contains("--learning-rate"), text);
    assertFalse(text.contains("--dropout"), text);
  }

  @Test
  void writesAPageThatShowsEachRunAndRunsNothing() throws Exception {
    Path page = folder.resolve("runs.html");
    run("compare", "--page", page.toString());
    String html = Files.readString(page);
    assertEquals(4, html.split("<polyline", -1).length - 1, "loss and MRR of two runs");
    assertTrue(html.contains("&lt;script&gt;"), "the processor's name is text");
    assertFalse(html.contains("<script"), "and never markup");
    assertTrue(html.contains("default-src 'none'"));
  }

  @Test
  void namesTheRunsThereAreWhereOneIsUnknown() {
    UserException e =
        assertThrows(UserException.class, () -> Runs.of(workspace.workspace()).find("nothing"));
    assertTrue(e.getMessage().contains(first), e.getMessage());
  }

  private String run(String... arguments) {
    DocentCommands commands = new DocentCommands();
    RunsCommand runs = new RunsCommand();
    commands.add(runs.spec(), runs);
    String[] all = new String[arguments.length + 3];
    all[0] = "runs";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--workspace";
    all[all.length - 1] = folder.toString();
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertEquals(DocentCommands.OK, commands.run(all));
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private String train(String rate, double best) throws Exception {
    return workspace
        .run(Stage.TRAIN, Map.of("learning-rate", rate), context -> write(context, best))
        .artifact()
        .fingerprint();
  }

  private static void write(StageContext context, double best) throws IOException {
    new TrainingReport(
            Map.of(),
            "",
            "",
            "Apache-2.0",
            22_000_000,
            128,
            6,
            2,
            Map.of(
                TrainingReport.CROSS_ENCODER,
                new NetworkReport(2, 2, "steps", 2, best, 0.5, 11, 21, 30)),
            0,
            1_000_000_000,
            new Hardware("<script>alert(1)</script>", 2, "Linux", "17", "2.18"))
        .write(context.output().resolve(TrainingReport.FILE));
    try (TrainingLog log = TrainingLog.open(context.output().resolve("training-log.jsonl"), -1)) {
      log.add(new LogEntry(0, null, null, null, null, 0.5, 1));
      log.add(new LogEntry(1, 1.0, 1e-5, 1.0, 30.0, null, 2));
      log.add(new LogEntry(2, 0.5, 1e-5, 1.0, 30.0, best, 3));
    }
  }

  private static void evaluate(StageContext context) throws IOException {
    Files.writeString(
        context.output().resolve("verdict.json"), "{\"promoted\":true,\"reason\":\"better\"}");
    Files.writeString(
        context.output().resolve("metrics.json"),
        "{\"rankers\":{\"reranked\":{\"mrr@10\":{\"mean\":0.7}}}}");
  }
}
