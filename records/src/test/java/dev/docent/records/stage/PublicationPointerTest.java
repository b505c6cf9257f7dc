package dev.docent.records.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.PublishConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationPointerTest {
  @TempDir Path folder;
  private Workspace workspace;
  private Path model;
  private int runs;

  @BeforeEach
  void make() throws Exception {
    workspace = Workspace.open(folder.resolve("work").toString());
    model = workspace.models().resolve("docent");
    for (int version = 1; version <= 2; version++) {
      Files.writeString(
          Files.createDirectories(model.resolve(Integer.toString(version))).resolve("graph"), "x");
    }
    artifact(Stage.TRAIN);
    artifact(Stage.EVALUATE);
    new ModelPointer(2, 1L).write(model, ModelPointer.STABLE);
    publish(true);
  }

  @Test
  void aPromotedPublicationThatIsFoundMovesThePointerBack() throws Exception {
    // Other settings put version 1 in its place since.
    new ModelPointer(1, 2L).write(model, ModelPointer.STABLE);
    assertTrue(publish(true).cached());
    assertEquals(2, stable().version());
    assertEquals(1L, stable().previous());
  }

  @Test
  void aPointerThatIsRightStays() throws Exception {
    assertTrue(publish(true).cached());
    assertEquals(new ModelPointer(2, 1L), stable());
  }

  @Test
  void aPointerThatWasLostIsSetAgain() throws Exception {
    Files.delete(model.resolve("stable"));
    publish(true);
    assertEquals(new ModelPointer(2, null), stable());
  }

  @Test
  void whatAPersonRolledBackStaysOut() throws Exception {
    stable().rolledBack().orElseThrow().write(model, ModelPointer.STABLE);
    assertTrue(publish(true).cached());
    assertEquals(1, stable().version());
  }

  @Test
  void aPublicationWhoseVersionIsGoneIsMadeAgain() throws Exception {
    new ModelPointer(1, null).write(model, ModelPointer.STABLE);
    AtomicFiles.deleteTree(model.resolve("2"));
    assertFalse(publish(true).cached());
    assertEquals(2, runs);
  }

  private ModelPointer stable() throws IOException {
    return ModelPointer.read(model, ModelPointer.STABLE).orElseThrow();
  }

  private StageResult publish(boolean promoted) throws Exception {
    StageExecutor executor = new StageExecutor(workspace);
    StageExecutor.Plan plan =
        executor.plan(
            Stage.PUBLISH,
            Settings.read(PublishConfig.class, "publish", Map.of()),
            executor.currentInputs(Stage.PUBLISH));
    return executor.execute(
        plan,
        context -> {
          runs++;
          Files.writeString(
              context.output().resolve("publication.json"),
              "{\"name\": \"docent\", \"promoted\": %s, \"version\": 2}".formatted(promoted));
        },
        List.of(),
        false);
  }

  private void artifact(Stage stage) throws IOException {
    Workspace.Attempt attempt = workspace.begin(stage, "f");
    Files.writeString(attempt.folder().resolve("file"), "x");
    Artifact artifact =
        attempt.complete(
            new Manifest(
                stage.id(),
                1,
                "f",
                Map.of(),
                Map.of(),
                Map.of(),
                new Counts(),
                List.of(),
                attempt.name(),
                attempt.files(),
                Instant.now(),
                Instant.now(),
                "test"));
    workspace.makeCurrent(artifact);
  }
}
