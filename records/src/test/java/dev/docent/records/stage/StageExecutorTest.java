package dev.docent.records.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.config.Settings;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageExecutorTest {
  @TempDir Path folder;
  private Workspace workspace;
  private StageExecutor executor;
  private final AtomicInteger runs = new AtomicInteger();
  private final StageBody body =
      context -> {
        runs.incrementAndGet();
        Files.writeString(context.output().resolve("out.txt"), "x");
        context.counts().addRead(3);
        context.counts().addWritten(2);
        context.counts().addDeadLetters("no-text", 1);
      };

  @BeforeEach
  void open() throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
    executor = new StageExecutor(workspace);
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/a.html"), "a");
  }

  @Test
  void makesAStageOnceAndFindsItAfterwards() throws Exception {
    StageResult made = executor.execute(ingest("10000"), body, List.of(), false);
    StageResult found = executor.execute(ingest("10000"), body, List.of(), false);
    assertFalse(made.cached());
    assertTrue(found.cached());
    assertEquals(1, runs.get());
    assertEquals(
        made.artifact(), found.artifact().stage() == Stage.INGEST ? found.artifact() : null);
    assertEquals(Map.of("no-text", 1L), found.artifact().manifest().counts().deadLetters());
  }

  @Test
  void aChangedParameterMakesItAnew() throws Exception {
    String first =
        executor.execute(ingest("10000"), body, List.of(), false).artifact().fingerprint();
    String second =
        executor.execute(ingest("20000"), body, List.of(), false).artifact().fingerprint();
    assertNotEquals(first, second);
    assertEquals(2, runs.get());
    assertEquals(second, workspace.current(Stage.INGEST).orElseThrow());
  }

  @Test
  void forceMakesItAgain() throws Exception {
    executor.execute(ingest("10000"), body, List.of(), false);
    executor.execute(ingest("10000"), body, List.of(), true);
    assertEquals(2, runs.get());
  }

  @Test
  void aFailedStageLeavesNothingBehind() throws Exception {
    StageExecutor.Plan plan = ingest("10000");
    StageBody failing =
        context -> {
          Files.writeString(context.output().resolve("half.txt"), "ha");
          throw new UserException("the disk is full");
        };
    assertThrows(UserException.class, () -> executor.execute(plan, failing, List.of(), false));
    assertTrue(workspace.find(Stage.INGEST, plan.fingerprint()).isEmpty());
    assertTrue(workspace.current(Stage.INGEST).isEmpty());
  }

  @Test
  void aStageGetsTheArtifactsOfItsInputs() throws Exception {
    Artifact ingest = executor.execute(ingest("10000"), body, List.of(), false).artifact();
    Record settings = Settings.read(Stage.PARSE.settings(), "parse", Map.of());
    StageExecutor.Plan plan =
        executor.plan(Stage.PARSE, settings, executor.currentInputs(Stage.PARSE));
    executor.execute(
        plan, context -> assertEquals(ingest, context.input(Stage.INGEST)), List.of(), false);
    assertEquals(
        Map.of("ingest", ingest.fingerprint()),
        workspace.currentArtifact(Stage.PARSE).orElseThrow().manifest().inputs());
  }

  @Test
  void aMissingInputNamesTheCommandThatMakesIt() {
    UserException e = assertThrows(UserException.class, () -> executor.currentInputs(Stage.PARSE));
    assertTrue(e.getMessage().contains("run 'docent ingest' first"), e.getMessage());
  }

  private StageExecutor.Plan ingest(String maxBytes) throws IOException {
    Record settings =
        Settings.read(
            Stage.INGEST.settings(),
            "ingest",
            Map.of("articles", folder.resolve("site").toString(), "max-page-bytes", maxBytes));
    return executor.plan(Stage.INGEST, settings, Map.of());
  }
}
