package dev.docent.pipelines.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ConfigFile;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
  private static final StageBody NOTHING =
      context -> Files.writeString(context.output().resolve("out.txt"), "x");
  private static final Selection TO_MATCH = Selection.of(Stage.INGEST, Stage.MATCH, Set.of());

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/a.html"), "a");
  }

  @Test
  void inANewWorkspaceEverythingIsNew() throws IOException {
    List<DryRun.Line> lines = lines(TO_MATCH, Map.of());
    assertEquals(Stage.values().length, lines.size());
    assertEquals("ingest: would be made: never made", lines.get(0).toString());
    assertEquals("topics: would be made: never made", lines.get(2).toString());
    assertEquals("index: not to be run", lines.get(5).toString());
    assertTrue(Files.notExists(folder.resolve("work/artifacts")), "a dry run writes nothing");
  }

  @Test
  void whatIsMadeIsCached() throws Exception {
    make();
    for (DryRun.Line line : lines(TO_MATCH, Map.of()).subList(0, 4)) {
      assertEquals(line.stage().id() + ": cached", line.toString());
    }
  }

  @Test
  void aChangedSettingIsNamedWithItsValuesAndWhatFollowsWithItsInput() throws Exception {
    make();
    List<DryRun.Line> lines = lines(TO_MATCH, Map.of(Stage.TOPICS, Map.of("topics", "50")));
    assertEquals("parse: cached", lines.get(1).toString());
    assertEquals(
        "topics: would be made: setting topics changed 100 -> 50", lines.get(2).toString());
    assertEquals("match: would be made: input topics changed", lines.get(3).toString());
  }

  @Test
  void changedContentIsNamedByItsSetting() throws Exception {
    make();
    Files.writeString(folder.resolve("site/b.html"), "b");
    List<DryRun.Line> lines = lines(TO_MATCH, Map.of());
    assertEquals(
        "ingest: would be made: the content of --articles changed", lines.get(0).toString());
    assertEquals("parse: would be made: input ingest changed", lines.get(1).toString());
  }

  @Test
  void aSettingThatDoesNotChangeTheResultIsNoReason() throws Exception {
    make();
    List<DryRun.Line> lines = lines(TO_MATCH, Map.of(Stage.PUBLISH, Map.of("max-millis", "5000")));
    assertEquals("topics: cached", lines.get(2).toString());
  }

  @Test
  void forceIsAReasonForItsStageAlone() throws Exception {
    make();
    Selection forced = Selection.of(Stage.INGEST, Stage.MATCH, Set.of(Stage.PARSE));
    List<DryRun.Line> lines = lines(forced, Map.of());
    assertEquals("parse: would be made: --force", lines.get(1).toString());
    assertEquals("topics: cached", lines.get(2).toString());
  }

  @Test
  void aPartOfTheFlowTakesWhatTheStagesBeforeItMade() throws Exception {
    make();
    Selection onlyTopics = Selection.of(Stage.TOPICS, Stage.TOPICS, Set.of());
    assertEquals("topics: cached", lines(onlyTopics, Map.of()).get(2).toString());
    Selection onlyDataset = Selection.of(Stage.VECTORS, Stage.VECTORS, Set.of());
    UserException missing = assertThrows(UserException.class, () -> lines(onlyDataset, Map.of()));
    assertTrue(missing.getMessage().contains("--from index"), missing.getMessage());
  }

  @Test
  void aSelectionThatCannotBeIsRefused() {
    assertThrows(ConfigException.class, () -> Selection.of(Stage.TRAIN, Stage.PARSE, Set.of()));
    assertThrows(
        ConfigException.class, () -> Selection.of(Stage.TRAIN, Stage.PUBLISH, Set.of(Stage.PARSE)));
  }

  private List<DryRun.Line> lines(Selection selection, Map<Stage, Map<String, String>> over)
      throws IOException {
    return new DryRun(workspace).lines(settings(over), selection);
  }

  private Map<Stage, Record> settings(Map<Stage, Map<String, String>> over) {
    Map<Stage, Map<String, String>> all = new EnumMap<>(Stage.class);
    all.putAll(over);
    all.put(Stage.INGEST, Map.of("articles", folder.resolve("site").toString()));
    return RunSettings.of(ConfigFile.empty(), all);
  }

  /** Makes everything up to match, without its work. */
  private void make() throws Exception {
    StageExecutor executor = new StageExecutor(workspace);
    for (Stage stage : List.of(Stage.INGEST, Stage.PARSE, Stage.TOPICS, Stage.MATCH)) {
      StageExecutor.Plan plan =
          executor.plan(stage, settings(Map.of()).get(stage), executor.currentInputs(stage));
      executor.execute(plan, NOTHING, List.of(), false);
    }
  }
}
