package dev.docent.records.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocentCommandsTest {
  @TempDir Path folder;
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() throws Exception {
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    Files.createDirectories(folder.resolve("site"));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void everyStagesHelpNamesEverySettingAndShowsAnExample(Stage stage) {
    assertEquals(0, run(stage, context -> {}, stage.id(), "--help"));
    for (Settings.Declared declared : Settings.of(stage.settings())) {
      assertTrue(text().contains("--" + declared.name()), text());
    }
    assertTrue(text().contains("docent " + stage.id() + " --workspace DIR"), text());
  }

  @Test
  void runsAStageAndPrintsItsSummary() throws Exception {
    int exit = ingest(context -> context.counts().addRead(7), "--max-page-bytes=2048");
    assertEquals(0, exit);
    assertTrue(text().matches("(?s).*ingest +made .* 7 .*"), text());
    assertEquals(
        "2048",
        Workspace.open(workspace())
            .currentArtifact(Stage.INGEST)
            .orElseThrow()
            .manifest()
            .parameters()
            .get("max-page-bytes"));
  }

  @Test
  void aSwitchNeedsNoValue() throws Exception {
    assertEquals(0, ingest(context -> {}, "--allow-private-addresses", "--", "--x=1"), text());
    assertEquals(
        "true",
        Workspace.open(workspace())
            .currentArtifact(Stage.INGEST)
            .orElseThrow()
            .manifest()
            .parameters()
            .get("allow-private-addresses"));
  }

  @Test
  void aRenamedOptionTellsItsNewName() {
    int exit =
        run(
            Stage.DATASET,
            context -> {},
            "dataset",
            "--workspace",
            workspace(),
            "--max-queries",
            "50");
    assertEquals(2, exit, text());
    assertTrue(text().contains("dataset: 'max-queries' is called 'max-examples' now"), text());
  }

  @Test
  void beamsOptionsGoThroughAfterTheDashes() {
    List<String> seen = new ArrayList<>();
    int exit = ingest(context -> seen.addAll(context.runnerArguments()), "--", "--parallelism=8");
    assertEquals(0, exit, text());
    assertEquals(List.of("--parallelism=8"), seen);
  }

  @Test
  void theCommandLineGoesBeforeTheFile() throws Exception {
    Path config = folder.resolve("docent.yaml");
    Files.writeString(config, "ingest:\n  max-page-bytes: 5000\n  endings: htm\n");
    ingest(context -> {}, "--config", config.toString(), "--max-page-bytes=6000");
    var parameters =
        Workspace.open(workspace())
            .currentArtifact(Stage.INGEST)
            .orElseThrow()
            .manifest()
            .parameters();
    assertEquals("6000", parameters.get("max-page-bytes"));
    assertEquals("htm", parameters.get("endings"));
  }

  @Test
  void anUnknownOptionIsAUsageErrorWithASuggestion() {
    assertEquals(DocentCommands.USAGE, ingest(context -> {}, "--max-page-byte=1"));
    assertTrue(text().contains("--max-page-bytes"), text());
  }

  @Test
  void aUsersMistakeIsOneMessageWithoutStackTrace() {
    int exit =
        ingest(
            context -> {
              throw new IllegalStateException(new UserException("the value 'x' must be a number"));
            });
    assertEquals(DocentCommands.FAILED, exit);
    assertTrue(text().contains("docent: the value 'x' must be a number"), text());
    assertTrue(!text().contains("\tat "), text());
  }

  @Test
  void aFileThatCannotBeUsedIsNamedWithoutStackTrace() {
    int exit =
        ingest(
            context -> {
              throw new java.nio.file.AccessDeniedException("/disk/full");
            });
    assertEquals(DocentCommands.FAILED, exit);
    assertTrue(text().contains("can't use '/disk/full': no permission"), text());
    assertTrue(!text().contains("\tat "), text());
  }

  @Test
  void ourMistakeShowsWhereItHappened() {
    int exit =
        ingest(
            context -> {
              throw new IllegalStateException("broken");
            });
    assertEquals(DocentCommands.FAILED, exit);
    assertTrue(text().contains("\tat "), text());
  }

  @Test
  void anInputOfAnotherStageIsRefused() {
    int exit =
        run(
            Stage.PARSE,
            context -> {},
            "parse",
            "--workspace",
            workspace(),
            "--input",
            "topics=ab");
    assertEquals(DocentCommands.USAGE, exit);
    assertTrue(text().contains("STAGE=FINGERPRINT"), text());
  }

  private int ingest(StageBody body, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "ingest",
                "--workspace",
                workspace(),
                "--articles",
                folder.resolve("site").toString()));
    arguments.addAll(List.of(more));
    return run(Stage.INGEST, body, arguments.toArray(String[]::new));
  }

  private int run(Stage stage, StageBody body, String... arguments) {
    return new DocentCommands().add(new StageCommand(stage, body)).run(arguments);
  }

  private String workspace() {
    return folder.resolve("work").toString();
  }

  private String text() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
