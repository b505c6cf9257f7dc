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
    assertEquals(
        new ModelVersions(Optional.of(new ModelPointer(3, 2L)), List.of(1L, 2L, 3L)),
        there.versions("docent"));
  }

  @Test
  void thePointerMovesAfterTheFiles() throws IOException {
    ObjectModels here = on("here");
    int kills = 0;
    for (int call = 0; ; call++) {
      store.delete(store.keys());
      store.goAwayAt(call + 2); // The fetch before it takes two.
      try {
        publish(here, 1, new ModelPointer(1, null));
      } catch (IOException e) {
        kills++;
      }
      boolean failed = store.hasFailed();
      store.behave();
      if (store.get("models/docent/stable").isPresent()) {
        Path model = on("there" + call).fetch("docent");
        assertEquals("graph 1", Files.readString(model.resolve("1/saved_model.pb")));
      }
      if (!failed) {
        break;
      }
    }
    assertTrue(kills >= 4, kills + " kills");
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
    assertEquals(2, here.versions("docent").stable().orElseThrow().version());
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
