package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectModelsTest {
  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();

  private ObjectModels on(String machine) {
    return new ObjectModels(store, folder.resolve(machine));
  }

  @Test
  void aPublishedVersionIsReadOnAnotherMachine() throws IOException {
    ObjectModels here = on("here");
    publish(here, 1, new ModelPointer(1, null));
    publish(here, 2, new ModelPointer(2, 1L));
    publish(here, 3, new ModelPointer(3, 2L));
    assertEquals(List.of("docent"), here.names());

    ObjectModels there = on("there");
    Path model = there.fetch("docent");
    assertEquals(
        Optional.of(new ModelPointer(3, 2L)), ModelPointer.read(model, ModelPointer.STABLE));
    assertEquals("graph 3", Files.readString(model.resolve("3/saved_model.pb")));
    assertEquals("graph 2", Files.readString(model.resolve("2/saved_model.pb")));
    assertFalse(Files.exists(model.resolve("1/saved_model.pb")), "no pointer names it");
    assertTrue(Files.exists(model.resolve("1/" + ProductionModel.PROVENANCE)));
    ModelVersions versions = there.registry("docent").read();
    assertEquals(3, versions.stable().orElseThrow().version());
    assertEquals(List.of(1L, 2L, 3L), versions.numbers());
  }

  /** The store goes away at every call of a publication in turn, as if the process were killed. */
  @Test
  void aKillAtAnyCallLeavesProductionAsItWasAndTheNextRunEndsRight() throws IOException {
    int kills = 0;
    for (int call = 0; ; call++) {
      store.behave();
      store.delete(store.keys());
      publish(on("first" + call), 1, new ModelPointer(1, null));
      ObjectModels here = on("here" + call);
      Path model = here.fetch("docent");
      write(model, 2, "graph 2", new ModelPointer(2, 1L));
      store.goAwayAt(call);
      try {
        here.share("docent");
      } catch (IOException e) {
        kills++;
      }
      boolean failed = store.hasFailed();
      store.behave();

      Path seen = on("reader" + call).fetch("docent");
      long stable = ModelPointer.read(seen, ModelPointer.STABLE).orElseThrow().version();
      assertEquals("graph " + stable, Files.readString(seen.resolve(stable + "/saved_model.pb")));

      ObjectModels next = on("next" + call);
      List<Long> given = FolderModels.numbers(next.fetch("docent"));
      long number = given.get(given.size() - 1) + 1;
      publish(next, number, new ModelPointer(number, stable));
      Path after = on("last" + call).fetch("docent");
      assertEquals("graph " + number, Files.readString(after.resolve(number + "/saved_model.pb")));
      if (!failed) {
        assertEquals(3, number);
        break;
      }
    }
    assertTrue(kills >= 8, kills + " kills");
  }

  @Test
  void aFileThatArrivesDamagedStopsThePublication() throws IOException {
    publish(on("first"), 1, new ModelPointer(1, null));
    ObjectModels here = on("here");
    write(here.fetch("docent"), 2, "graph 2", new ModelPointer(2, 1L));
    store.damageUploads();
    UserException e = assertThrows(UserException.class, () -> here.share("docent"));
    store.behave();
    assertTrue(e.getMessage().contains("differs from what was sent"), e.getMessage());
    ModelVersions versions = on("there").registry("docent").read();
    assertEquals(1, versions.stable().orElseThrow().version());
    assertEquals(List.of(1L), versions.numbers());
    assertEquals(VersionRecord.State.UPLOADING, versions.version(2).orElseThrow().state());
  }

  @Test
  void anotherVersionOfTheSameNumberAndSizeIsNotTakenForTheOneMeant() throws IOException {
    ObjectModels here = on("here");
    write(here.fetch("docent"), 1, "ours!!", new ModelPointer(1, null));
    publishAs(on("there"), "theirs");
    assertEquals("theirs", Files.readString(here.fetch("docent").resolve("1/saved_model.pb")));
  }

  private void publishAs(ObjectModels models, String graph) throws IOException {
    write(models.fetch("docent"), 1, graph, new ModelPointer(1, null));
    models.share("docent");
  }

  @Test
  void ofTwoWhoMoveALabelOneIsTold() throws IOException {
    publish(on("here"), 1, new ModelPointer(1, null));
    publish(on("here"), 2, new ModelPointer(2, 1L));
    ModelRegistry registry = on("here").registry("docent");
    ModelVersions seen = registry.read();
    registry.move(ModelPointer.STABLE, seen.stable().orElseThrow().rolledBack().get(), seen);
    UserException e =
        assertThrows(
            UserException.class,
            () -> registry.move(ModelPointer.STABLE, new ModelPointer(2, null), seen));
    assertTrue(e.getMessage().contains("is at version 1 now"), e.getMessage());
    assertEquals(1, registry.read().stable().orElseThrow().version());
  }

  @Test
  void aLabelIsTakenAwayAndSetAgain() throws IOException {
    publish(on("here"), 1, new ModelPointer(1, null));
    ModelRegistry registry = on("here").registry("docent");
    registry.move(ModelPointer.CANARY, new ModelPointer(1, null), registry.read());
    assertEquals(1, registry.read().canary().orElseThrow().version());
    registry.move(ModelPointer.CANARY, null, registry.read());
    assertEquals(Optional.empty(), registry.read().canary());
    registry.move(ModelPointer.CANARY, new ModelPointer(1, null), registry.read());
    assertEquals(1, registry.read().canary().orElseThrow().version());
  }

  @Test
  void whatALabelNeedsIsNotRemovedAndNumbersAreNotGivenAgain() throws IOException {
    for (long version = 1; version <= 4; version++) {
      publish(on("here"), version, new ModelPointer(version, version == 1 ? null : version - 1));
    }
    ModelRegistry registry = on("here").registry("docent");
    assertFalse(registry.remove(4));
    assertFalse(registry.remove(3));
    assertTrue(registry.remove(2));
    registry.move(ModelPointer.CANARY, new ModelPointer(1, null), registry.read());
    assertFalse(registry.remove(1));
    assertEquals(List.of(1L, 3L, 4L), registry.read().numbers());
    assertEquals(List.of(1L, 2L, 3L, 4L), FolderModels.numbers(on("there").fetch("docent")));
    assertTrue(store.keys().stream().noneMatch(key -> key.startsWith("models/docent/2/")));
    assertThrows(
        UserException.class,
        () -> registry.move(ModelPointer.CANARY, new ModelPointer(2, null), registry.read()));
  }

  @Test
  void oneOfTwoPublicationsOfTheSameNumberIsRefused() throws IOException {
    ObjectModels here = on("here");
    ObjectModels there = on("there");
    here.fetch("docent");
    there.fetch("docent");
    write(folder.resolve("here/docent"), 1, "ours", new ModelPointer(1, null));
    write(folder.resolve("there/docent"), 1, "theirs", new ModelPointer(1, null));
    here.share("docent");
    UserException e = assertThrows(UserException.class, () -> there.share("docent"));
    assertTrue(e.getMessage().contains("another publication"), e.getMessage());
    // What was refused does not pass for a version.
    assertEquals("ours", Files.readString(there.fetch("docent").resolve("1/saved_model.pb")));
  }

  @Test
  void thePointerIsNotMovedOverAnothersMove() throws IOException {
    publish(on("first"), 1, new ModelPointer(1, null));
    ObjectModels here = on("here");
    ObjectModels there = on("there");
    here.fetch("docent");
    there.fetch("docent");
    write(folder.resolve("here/docent"), 2, "ours", new ModelPointer(2, 1L));
    here.share("docent");
    write(folder.resolve("there/docent"), 3, "theirs", new ModelPointer(3, 1L));
    assertThrows(UserException.class, () -> there.share("docent"));
    assertEquals(2, here.registry("docent").read().stable().orElseThrow().version());
  }

  @Test
  void withoutAPointerThereIsNone() throws IOException {
    Path model = on("here").fetch("docent");
    assertEquals(Optional.empty(), ModelPointer.read(model, ModelPointer.STABLE));
  }

  private void publish(ObjectModels models, long version, ModelPointer pointer) throws IOException {
    write(models.fetch("docent"), version, "graph " + version, pointer);
    models.share("docent");
  }

  private static void write(Path model, long version, String graph, ModelPointer pointer)
      throws IOException {
    Path files = model.resolve(Long.toString(version));
    Files.createDirectories(files.resolve("assets.extra"));
    Files.writeString(files.resolve("saved_model.pb"), graph);
    Files.writeString(files.resolve(ProductionModel.PROVENANCE), "{}");
    pointer.write(model, ModelPointer.STABLE);
  }
}
