package dev.docent.models.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.Killed;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.VersionRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A publication whose process is killed leaves production as it was, and the next one ends right.
 */
class KilledPublicationTest {
  private static final VersionCheck.Result FINE = new VersionCheck.Result(1, 1, 0, 5, 1, 2);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Publisher.Step.class,
      names = {"COPIED", "RENAMED"})
  void aPublicationKilledBeforeItsPromotionLeavesTheOldModel(Publisher.Step step) throws Exception {
    publish(folder, "t1", null);
    Killed.at(Program.class, folder.toString(), step.name());
    assertEquals(1, stable());
    publish(folder, "t2", null);
    endsRight();
  }

  @Test
  void aPublicationKilledInItsPromotionEndsRight() throws Exception {
    publish(folder, "t1", null);
    Killed.at(Program.class, folder.toString(), Publisher.Step.POINTED.name());
    assertEquals(2, stable());
    publish(folder, "t2", null);
    endsRight();
  }

  private void endsRight() throws Exception {
    assertEquals(2, stable());
    Path model = folder.resolve("models/docent");
    assertEquals("graph of t2", Files.readString(model.resolve("2/saved_model.pb")));
    assertEquals(VersionRecord.State.READY, VersionRecord.read(model, 2).orElseThrow().state());
    try (Stream<Path> children = Files.list(model)) {
      List<String> names =
          children
              .map(child -> child.getFileName().toString())
              .filter(name -> !name.startsWith("."))
              .sorted()
              .toList();
      assertEquals(List.of("1", "2", "stable"), names);
    }
    try (Stream<Path> all = Files.walk(model)) {
      assertTrue(all.noneMatch(path -> path.toString().contains("incoming")));
    }
  }

  private long stable() throws Exception {
    return ModelPointer.read(folder.resolve("models/docent"), ModelPointer.STABLE)
        .orElseThrow()
        .version();
  }

  private static void publish(Path folder, String training, Publisher.@Nullable Step last)
      throws Exception {
    Path trained = folder.resolve(training);
    Files.createDirectories(trained.resolve("assets.extra"));
    Files.writeString(trained.resolve("saved_model.pb"), "graph of " + training);
    Files.writeString(
        trained.resolve("assets.extra/docent.json"),
        "{\"trainFingerprint\": \"%s\"}".formatted(training));
    Pair pair = new Pair(new int[] {101, 7, 102}, new int[] {0, 0, 0});
    new Publisher(
            folder.resolve("models/docent"),
            (version, expected) -> FINE,
            step -> {
              if (step == last) {
                Killed.waitHere();
              }
            })
        .publish(
            new Publisher.Candidate(
                training,
                trained,
                Publisher.files(trained),
                new byte[0],
                new ExportedScores(List.of(List.of(pair)), List.of(new float[] {1})),
                List.of(),
                "because",
                Map.of()));
  }

  /** What is killed: takes the folder, and after which step. */
  static final class Program {
    public static void main(String[] arguments) throws Exception {
      publish(Path.of(arguments[0]), "t2", Publisher.Step.valueOf(arguments[1]));
      System.exit(1);
    }
  }
}
