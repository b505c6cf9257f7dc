package dev.docent.serving.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.models.publish.VersionCheck;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.records.config.PublishConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PruneVersionsTest {
  @TempDir Path folder;

  @Test
  void keepsWhatAReleaseNames() throws Exception {
    Workspace workspace = Workspace.open(folder.resolve("workspace").toString());
    Path model = workspace.models().resolve("docent");
    for (int version = 1; version <= 5; version++) {
      Path files = Files.createDirectories(model.resolve(Integer.toString(version)));
      Pair pair = new Pair(new int[] {101}, new int[] {0});
      new ExportedScores(List.of(List.of(pair)), List.of(new float[] {version})).write(files);
    }
    new ModelPointer(5, 4L).write(model, ModelPointer.STABLE);
    release(1, "docent", 2);
    release(2, "other", 3);
    PruneVersions prune = new PruneVersions();
    VersionCheck check =
        (version, expected) -> {
          throw new AssertionError("nothing is moved");
        };
    prune.run(
        new ModelsCommand.Context(
            workspace, "docent", Settings.read(PublishConfig.class, "publish", Map.of()), check),
        new CommandLine(prune.spec()).parseArgs("--keep", "0"));
    assertEquals(List.of(2L, 4L, 5L), workspace.registry("docent").read().numbers());
  }

  private void release(int number, String model, long version) throws Exception {
    Path releases = Files.createDirectories(folder.resolve("workspace/releases"));
    Files.writeString(
        releases.resolve(number + ".json"),
        """
        {"number": %d, "index": "0", "topics": null, "model": "%s", "version": %d, "made": ""}
        """
            .formatted(number, model, version));
  }
}
