package dev.docent.models.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.FolderModels;
import dev.docent.records.workspace.Hashes;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.VersionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublisherTest {
  private static final VersionCheck.Result FINE = new VersionCheck.Result(1, 1, 0, 5, 1, 2);

  @TempDir Path folder;
  private int checks;

  @Test
  void theFirstVersionIsOneAndStable() throws Exception {
    Publisher.Published published = publisher().publish(candidate("t1", "{}"));
    assertEquals(new Publisher.Published(1, false, false, FINE), published);
    assertEquals(Optional.of(new ModelPointer(1, null)), pointer());
    Path version = model().resolve("1");
    assertEquals("graph of t1", Files.readString(version.resolve("saved_model.pb")));
    assertEquals("{}", Files.readString(version.resolve("assets.extra/ranking.json")));
    assertEquals(1, WarmupRequests.read(version.resolve(WarmupRequests.PATH)).size());
  }

  @Test
  void eachModelIsAVersionHigherAndNamesTheOneBefore() throws Exception {
    publisher().publish(candidate("t1", "{}"));
    publisher().publish(candidate("t2", "{}"));
    Files.createDirectories(model().resolve("41"));
    Files.createDirectories(model().resolve("not-a-version"));
    assertEquals(42, publisher().publish(candidate("t3", "{}")).version());
    assertEquals(Optional.of(new ModelPointer(42, 2L, List.of(1L), List.of())), pointer());
  }

  @Test
  void theSameModelIsPublishedOnce() throws Exception {
    publisher().publish(candidate("t1", "{}"));
    publisher().publish(candidate("t2", "{}"));
    Publisher.Published again = publisher().publish(candidate("t2", "{}"));
    assertEquals(new Publisher.Published(2, true, false, null), again);
    assertEquals(Optional.of(new ModelPointer(2, 1L)), pointer());
    assertEquals(2, checks);
  }

  @Test
  void anEarlierModelThatIsPromotedAgainComesBack() throws Exception {
    publisher().publish(candidate("t1", "{}"));
    publisher().publish(candidate("t2", "{}"));
    assertEquals(1, publisher().publish(candidate("t1", "{}")).version());
    assertEquals(Optional.of(new ModelPointer(1, 2L)), pointer());
  }

  @Test
  void anotherRankingOfTheSameModelIsAVersionButNoRival() throws Exception {
    publisher().publish(candidate("t1", "{}"));
    publisher().publish(candidate("t2", "{}"));
    assertEquals(3, publisher().publish(candidate("t2", "{\"depth\": 9}")).version());
    assertEquals(Optional.of(new ModelPointer(3, 1L)), pointer());
  }

  /** A stop after any step, and a second try: one version, whole, and the pointer on it. */
  @ParameterizedTest
  @EnumSource(Publisher.Step.class)
  void aStopAfterAnyStepEndsRightOnTheNextRun(Publisher.Step last) throws Exception {
    publisher().publish(candidate("t1", "{}"));
    Publisher stopped =
        new Publisher(
            model(),
            (version, expected) -> FINE,
            step -> {
              if (step == last) {
                throw new IllegalStateException("stopped after " + step);
              }
            });
    assertThrows(IllegalStateException.class, () -> stopped.publish(candidate("t2", "{}")));
    long expected = last == Publisher.Step.POINTED ? 2 : 1;
    assertEquals(expected, pointer().orElseThrow().version());
    assertEquals(2, publisher().publish(candidate("t2", "{}")).version());
    assertEquals(Optional.of(new ModelPointer(2, 1L)), pointer());
    assertEquals(List.of("1", "2", "stable"), names());
  }

  @Test
  void whatIsKnownOfAVersionIsKeptBesideIt() throws Exception {
    publisher().publish(candidate("t1", "{}"));
    VersionRecord record = VersionRecord.read(model(), 1).orElseThrow();
    assertEquals("because", record.reason());
    assertEquals(Map.of("mrr@10", 0.5), record.metrics());
    assertEquals(1.0, record.checkMillis());
    assertEquals(4, record.files().size());
  }

  @Test
  void addingLeavesThePointerAlone() throws Exception {
    publisher().publish(candidate("t1", "{}"));
    assertEquals(2, publisher().add(candidate("t2", "{}")).version());
    assertEquals(Optional.of(new ModelPointer(1, null)), pointer());
  }

  @Test
  void whatAPersonWithdrewIsNotPromotedByARun() throws Exception {
    publisher().publish(candidate("t1", "{}"));
    publisher().publish(candidate("t2", "{}"));
    pointer().orElseThrow().rolledBack().orElseThrow().write(model(), ModelPointer.STABLE);
    assertTrue(publisher().publish(candidate("t2", "{}")).withdrawn());
    assertEquals(1, pointer().orElseThrow().version());
  }

  @Test
  void theNumberOfARemovedVersionIsNotGivenAgain() throws Exception {
    publisher().publish(candidate("t1", "{}"));
    publisher().add(candidate("t2", "{}"));
    assertTrue(new FolderModels(model()).remove(2));
    assertEquals(3, publisher().add(candidate("t2", "{}")).version());
  }

  @Test
  void whatAKilledProcessLeftIsRemoved() throws Exception {
    Path left = model().resolve(".incoming-of-a-killed-process");
    Files.createDirectories(left);
    Files.writeString(left.resolve("saved_model.pb"), "half");
    publisher().publish(candidate("t1", "{}"));
    assertFalse(Files.exists(left));
  }

  @Test
  void nobodySeesAVersionThatFailedItsCheck() throws Exception {
    Publisher failing =
        new Publisher(
            model(),
            (version, expected) -> {
              assertTrue(version.getFileName().toString().startsWith(".incoming-"));
              throw new UserException("scores differ");
            },
            step -> {});
    assertThrows(UserException.class, () -> failing.publish(candidate("t1", "{}")));
    assertEquals(List.of(), names());
  }

  @Test
  void aTrainedModelThatWasChangedIsNotPublished() throws Exception {
    Publisher.Candidate candidate = candidate("t1", "{}");
    Files.writeString(candidate.folder().resolve("saved_model.pb"), "graph of tX");
    String message =
        assertThrows(UserException.class, () -> publisher().publish(candidate)).getMessage();
    assertTrue(message.contains("differs from its manifest"), message);
    assertEquals(List.of(), names());
  }

  @Test
  void aDamagedVersionIsPublishedAnew() throws Exception {
    publisher().publish(candidate("t1", "{}"));
    Files.writeString(model().resolve("1/saved_model.pb"), "graph of tX");
    Publisher.Published again = publisher().publish(candidate("t1", "{}"));
    assertEquals(2, again.version());
    assertNotNull(again.check());
    assertNull(pointer().orElseThrow().previous());
  }

  @Test
  void twoAtOnceBothEndWhole() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    publisher().publish(candidate("t0", "{}"));
    for (String training : List.of("t1", "t2")) {
      Publisher.Candidate candidate = candidate(training, "{}");
      Thread thread =
          new Thread(
              () -> {
                try {
                  new Publisher(model(), (version, expected) -> FINE).publish(candidate);
                } catch (Exception e) {
                  failures.add(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), failures);
    assertEquals(List.of("1", "2", "3", "stable"), names());
  }

  private Publisher publisher() {
    return new Publisher(
        model(),
        (version, expected) -> {
          checks++;
          return FINE;
        },
        step -> {});
  }

  private Path model() {
    return folder.resolve("models/docent");
  }

  private Optional<ModelPointer> pointer() throws IOException {
    return ModelPointer.read(model(), ModelPointer.STABLE);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> children = Files.list(model())) {
      return children
          .map(child -> child.getFileName().toString())
          .filter(name -> !List.of(".publish.lock", ".versions").contains(name))
          .sorted()
          .toList();
    }
  }

  private Publisher.Candidate candidate(String training, String ranking) throws IOException {
    Path trained = folder.resolve(training);
    Files.createDirectories(trained.resolve("assets.extra"));
    Files.writeString(trained.resolve("saved_model.pb"), "graph of " + training);
    Files.writeString(
        trained.resolve("assets.extra/docent.json"),
        "{\"trainFingerprint\": \"%s\"}".formatted(training));
    List<Manifest.DataFile> files = new ArrayList<>();
    for (String path : List.of("saved_model.pb", "assets.extra/docent.json")) {
      Path file = trained.resolve(path);
      files.add(new Manifest.DataFile(path, Files.size(file), Hashes.sha256(file)));
    }
    Pair pair = new Pair(new int[] {101, 7, 102}, new int[] {0, 0, 0});
    return new Publisher.Candidate(
        training,
        trained,
        files,
        ranking.getBytes(StandardCharsets.UTF_8),
        new ExportedScores(List.of(List.of(pair)), List.of(new float[] {1})),
        List.of(List.of(pair)),
        "because",
        Map.of("mrr@10", 0.5));
  }

  @Test
  void warmupRequestsAreReadAsWritten() throws IOException {
    Pair longer = new Pair(new int[] {101, 5, 102, 300, 30_000, 102}, new int[] {0, 0, 0, 1, 1, 1});
    Pair shorter = new Pair(new int[] {101, 0, 102}, new int[] {0, 0, 1});
    Path file = folder.resolve("warmup");
    WarmupRequests.write(file, List.of(List.of(longer, shorter), List.of(shorter)), "docent");
    List<List<Pair>> read = WarmupRequests.read(file);
    assertEquals(2, read.size());
    assertArrayEquals(longer.inputIds(), read.get(0).get(0).inputIds());
    assertArrayEquals(longer.segmentIds(), read.get(0).get(0).segmentIds());
    assertArrayEquals(shorter.inputIds(), read.get(0).get(1).inputIds());
    assertArrayEquals(shorter.segmentIds(), read.get(1).get(0).segmentIds());
  }
}
