package dev.docent.serving.tfserving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.tfserving.proto.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSyncTest {
  @TempDir Path folder;
  private Workspace workspace;
  private Path target;

  @BeforeEach
  void open() throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
    target = folder.resolve("served");
    for (long version = 1; version <= 4; version++) {
      version(version);
    }
    stable(new ModelPointer(2, 1L));
  }

  @Test
  void bringsWhatTheLabelsNeedAndTheConfiguration() throws IOException {
    List<String> changes = sync().once(List.of());
    assertEquals(List.of("1", "2"), versions());
    assertEquals("graph 2", Files.readString(target.resolve("docent/2/saved_model.pb")));
    assertEquals(List.of(2L), served());
    assertTrue(Files.exists(target.resolve(ServerConfigs.BATCHING)));
    assertTrue(Files.exists(target.resolve(ServerConfigs.MONITORING)));
    assertEquals(3, changes.size());
    assertEquals(List.of(), sync().once(List.of()));
  }

  @Test
  void aVersionGoesARoundAfterTheConfigurationThatNamedIt() throws IOException {
    sync().once(List.of("docent"));
    stable(new ModelPointer(4, 3L));
    sync().once(List.of("docent"));
    assertEquals(List.of("2", "3", "4"), versions());
    assertEquals(List.of(4L), served());
    sync().once(List.of("docent"));
    assertEquals(List.of("3", "4"), versions());
  }

  @Test
  void theCanaryIsServedBesideTheStableVersion() throws IOException {
    new ModelPointer(4, null).write(model(), ModelPointer.CANARY);
    sync().once(List.of("docent"));
    assertEquals(List.of(2L, 4L), served());
  }

  @Test
  void nothingPublishedIsNoError() throws IOException {
    Workspace empty = Workspace.open(folder.resolve("empty").toString());
    new ModelSync(empty, target, "/models").once(List.of("docent"));
    assertEquals(
        "",
        Files.readString(target.resolve(ServerConfigs.MODELS))
            .replaceAll("[\\s{}]|model_config_list", ""));
  }

  @Test
  void aCutFileIsBroughtAgain() throws IOException {
    sync().once(List.of());
    Files.writeString(target.resolve("docent/2/saved_model.pb"), "gr");
    sync().once(List.of());
    assertEquals("graph 2", Files.readString(target.resolve("docent/2/saved_model.pb")));
  }

  @Test
  void aVersionThatIsDamagedAtItsSourceIsNotBrought() throws IOException {
    sync().once(List.of());
    stable(new ModelPointer(4, 2L));
    dev.docent.records.workspace.VersionRecord record =
        workspace.modelVersions("docent").version(4).orElseThrow();
    record.write(model());
    Files.writeString(model().resolve("4/saved_model.pb"), "graph X");
    assertThrows(UserException.class, () -> sync().once(List.of()));
    assertEquals(List.of("1", "2"), versions());
    assertEquals(List.of(2L), served());
  }

  /** Whatever the server can see at a stop is whole, and the next round ends right. */
  @Test
  void aStopAfterAnyStepLeavesTheServerWithWhatItHad() throws IOException {
    sync().once(List.of());
    stable(new ModelPointer(4, 3L));
    List<String> steps = new ArrayList<>();
    int stops = 0;
    for (int stop = 0; ; stop++) {
      int at = stop;
      steps.clear();
      Consumer<String> stopping =
          step -> {
            steps.add(step);
            if (steps.size() > at) {
              throw new IllegalStateException("stopped after " + step);
            }
          };
      try {
        new ModelSync(workspace, target, "/models", stopping).once(List.of());
        break;
      } catch (IllegalStateException e) {
        stops++;
      }
      for (long version : served()) {
        assertEquals(
            "graph " + version,
            Files.readString(target.resolve("docent/" + version + "/saved_model.pb")));
      }
    }
    assertTrue(stops >= 2, stops + " stops");
    assertEquals(List.of(4L), served());
    sync().once(List.of());
    assertEquals(List.of("3", "4"), versions());
    assertFalse(Files.exists(target.resolve("docent/.incoming-4")));
  }

  private ModelSync sync() {
    return new ModelSync(workspace, target, "/models");
  }

  private Path model() {
    return workspace.models().resolve("docent");
  }

  private void version(long version) throws IOException {
    Path files = Files.createDirectories(model().resolve(Long.toString(version)));
    Files.createDirectories(files.resolve("variables"));
    Files.writeString(files.resolve("saved_model.pb"), "graph " + version);
    Files.writeString(files.resolve("variables/variables.index"), "index");
  }

  private void stable(ModelPointer pointer) throws IOException {
    pointer.write(model(), ModelPointer.STABLE);
  }

  private List<Long> served() throws IOException {
    String text = Files.readString(target.resolve(ServerConfigs.MODELS));
    List<ModelConfig> configs =
        ServerConfigs.parse(text, "test").getModelConfigList().getConfigList();
    return configs.get(0).getModelVersionPolicy().getSpecific().getVersionsList();
  }

  private List<String> versions() throws IOException {
    try (var children = Files.list(target.resolve("docent"))) {
      return children
          .map(child -> child.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .sorted()
          .toList();
    }
  }
}
