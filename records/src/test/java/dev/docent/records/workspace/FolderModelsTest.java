package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderModelsTest {
  @TempDir Path folder;
  private Path model;
  private FolderModels registry;

  @BeforeEach
  void publish() throws IOException {
    model = folder.resolve("models/docent");
    registry = new FolderModels(model);
    for (long version = 1; version <= 3; version++) {
      Path files = Files.createDirectories(model.resolve(Long.toString(version)));
      Files.writeString(files.resolve("saved_model.pb"), "graph " + version);
      VersionRecord.unknown(version, files).write(model);
    }
    new ModelPointer(3, 2L).write(model, ModelPointer.STABLE);
  }

  @Test
  void showsLabelsAndVersions() throws IOException {
    ModelVersions versions = registry.read();
    assertEquals("docent", versions.name());
    assertEquals(List.of(1L, 2L, 3L), versions.numbers());
    assertEquals(java.util.Set.of(2L, 3L), versions.needed());
  }

  @Test
  void thereAreNoneWhereNothingWasPublished() throws IOException {
    ModelVersions versions = new FolderModels(folder.resolve("models/other")).read();
    assertEquals(Map.of(), versions.labels());
    assertEquals(List.of(), versions.versions());
  }

  @Test
  void ofTwoWhoMoveALabelOneIsTold() throws IOException {
    ModelVersions seen = registry.read();
    registry.move(ModelPointer.STABLE, seen.stable().orElseThrow().rolledBack().get(), seen);
    UserException e =
        assertThrows(
            UserException.class,
            () -> registry.move(ModelPointer.STABLE, new ModelPointer(1, 3L), seen));
    assertTrue(e.getMessage().contains("moved by someone else"), e.getMessage());
    assertEquals(2, registry.read().stable().orElseThrow().version());
  }

  @Test
  void aLabelDoesNotMoveToAVersionThatIsNotThere() throws IOException {
    ModelVersions seen = registry.read();
    UserException e =
        assertThrows(
            UserException.class,
            () -> registry.move(ModelPointer.CANARY, new ModelPointer(9, null), seen));
    assertTrue(e.getMessage().contains("no version 9; there are [1, 2, 3]"), e.getMessage());
  }

  @Test
  void aDamagedVersionIsRefused() throws IOException {
    assertEquals(model.resolve("1"), registry.fetch(1));
    Files.writeString(model.resolve("1/saved_model.pb"), "graph X");
    assertThrows(UserException.class, () -> registry.fetch(1));
    assertThrows(UserException.class, () -> registry.copy(1, folder.resolve("copy")));
  }

  @Test
  void removesWhatNobodyNeedsAndKeepsItsNumber() throws IOException {
    assertFalse(registry.remove(3));
    assertFalse(registry.remove(2));
    assertTrue(registry.remove(1));
    assertFalse(Files.exists(model.resolve("1")));
    assertEquals(List.of(2L, 3L), registry.read().numbers());
    assertEquals(List.of(1L, 2L, 3L), FolderModels.numbers(model));
    assertEquals(VersionRecord.State.REMOVED, registry.read().version(1).orElseThrow().state());
  }
}
