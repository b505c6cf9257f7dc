package dev.docent.serving.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.publish.VersionCheck;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.FolderModels;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.ModelVersions;
import dev.docent.records.workspace.VersionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
  @TempDir Path folder;
  private FolderModels registry;
  private int checks;

  @BeforeEach
  void publish() throws IOException {
    Path model = folder.resolve("docent");
    for (int version = 1; version <= 6; version++) {
      Path files = Files.createDirectories(model.resolve(Integer.toString(version)));
      Pair pair = new Pair(new int[] {101}, new int[] {0});
      new ExportedScores(List.of(List.of(pair)), List.of(new float[] {version})).write(files);
    }
    new ModelPointer(2, 1L).write(model, ModelPointer.STABLE);
    registry = new FolderModels(model);
  }

  @Test
  void promotesAfterACheckAndRemembersTheVersionBefore() throws Exception {
    String said = labels().promote("3");
    assertTrue(said.contains("Promoted: model 'docent' is at version 3, it was at 2"), said);
    assertEquals(1, checks);
    assertEquals(new ModelPointer(3, 2L, List.of(1L), List.of(2L)), stable());
  }

  @Test
  void thePromotedCanaryIsNoCanaryAnyMore() throws Exception {
    labels().canary("4");
    assertEquals(4, registry.read().canary().orElseThrow().version());
    assertEquals(2, stable().version());
    labels().promote("canary");
    assertEquals(4, stable().version());
    assertEquals(Optional.empty(), registry.read().canary());
  }

  @Test
  void theCanaryLabelIsTakenAway() throws Exception {
    labels().canary("4");
    labels().noCanary();
    assertEquals(Optional.empty(), registry.read().canary());
    assertTrue(labels().noCanary().contains("has no canary"));
  }

  @Test
  void rollsBackToTheVersionBefore() throws Exception {
    labels().promote("3");
    labels().rollBack();
    assertEquals(2, stable().version());
    labels().rollBack();
    assertEquals(1, stable().version());
    UserException e = assertThrows(UserException.class, () -> labels().rollBack());
    assertTrue(e.getMessage().contains("had none before"), e.getMessage());
  }

  @Test
  void aVersionThatFailsItsCheckMovesNothing() {
    Labels failing =
        new Labels(
            registry,
            (version, expected) -> {
              throw new UserException("scores differ");
            });
    assertThrows(UserException.class, () -> failing.promote("3"));
    assertThrows(UserException.class, () -> failing.canary("3"));
    assertEquals(new ModelPointer(2, 1L), assertDoesNotThrowStable());
  }

  @Test
  void aMoveByAnotherWhileItWasCheckedIsNotOverwritten() {
    Labels slow =
        new Labels(
            registry,
            (version, expected) -> {
              ModelVersions seen = registry.read();
              registry.move(ModelPointer.STABLE, new ModelPointer(5, 2L), seen);
              return new VersionCheck.Result(1, 1, 0, 1, 1, 1);
            });
    UserException e = assertThrows(UserException.class, () -> slow.promote("3"));
    assertTrue(e.getMessage().contains("version 5 now. Nothing was changed"), e.getMessage());
    assertEquals(5, assertDoesNotThrowStable().version());
  }

  @Test
  void whatIsNoVersionIsNamed() {
    UserException e = assertThrows(UserException.class, () -> labels().promote("9"));
    assertTrue(e.getMessage().contains("no version 9; there are [1, 2, 3, 4, 5, 6]"));
    assertThrows(UserException.class, () -> labels().promote("latest"));
    assertThrows(UserException.class, () -> labels().promote("canary"));
  }

  @Test
  void pruningKeepsTheNewestAndWhatIsNeeded() throws Exception {
    labels().canary("3");
    ModelVersions versions = registry.read();
    assertEquals(List.of(4L), numbers(versions, 2));
    assertEquals(List.of(4L, 5L, 6L), numbers(versions, 0));
    assertEquals(List.of(), numbers(versions, 9));
  }

  @Test
  void pruningTakesUploadsThatWereKilledADayAgo() throws IOException {
    VersionRecord made = registry.read().version(6).orElseThrow();
    ModelVersions versions =
        new ModelVersions(
            "docent", java.util.Map.of(), List.of(made.with(VersionRecord.State.UPLOADING)));
    Instant now = made.made();
    assertEquals(
        List.of(), PruneVersions.removable(versions, Set.of(), 0, now.plus(Duration.ofHours(1))));
    assertEquals(
        1, PruneVersions.removable(versions, Set.of(), 0, now.plus(Duration.ofHours(25))).size());
  }

  @Test
  void theListTellsLabelsAndReasons() throws Exception {
    labels().canary("4");
    labels().promote("3");
    String table = ListVersions.table(registry.read());
    assertTrue(table.lines().anyMatch(line -> line.matches("3 +stable .*ready.*")), table);
    assertTrue(table.lines().anyMatch(line -> line.matches("4 +canary .*")), table);
    assertTrue(
        table.lines().anyMatch(line -> line.matches("2 +\\(previous\\) \\(withdrawn\\) .*")),
        table);
    assertEquals(3L, ListVersions.json(registry.read()).get("stable"));
  }

  private static List<Long> numbers(ModelVersions versions, int keep) {
    return PruneVersions.removable(versions, versions.needed(), keep, Instant.now()).stream()
        .map(VersionRecord::version)
        .toList();
  }

  private Labels labels() {
    return new Labels(
        registry,
        (version, expected) -> {
          checks++;
          assertEquals(1, expected.requests().size());
          return new VersionCheck.Result(1, 1, 0, 1, 1, 1);
        });
  }

  private ModelPointer stable() throws IOException {
    return registry.read().stable().orElseThrow();
  }

  private ModelPointer assertDoesNotThrowStable() {
    return org.junit.jupiter.api.Assertions.assertDoesNotThrow(this::stable);
  }
}
