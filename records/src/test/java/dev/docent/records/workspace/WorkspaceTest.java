package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  private static final String PRINT = "0123456789abcdef0123";

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
  }

  @Test
  void anAttemptWithoutManifestIsNoArtifact() throws IOException {
    Workspace.Attempt attempt = workspace.begin(Stage.PARSE, PRINT);
    Files.writeString(attempt.folder().resolve("a.txt"), "all of it");
    assertTrue(workspace.find(Stage.PARSE, PRINT).isEmpty());
  }

  @Test
  void aCompletedAttemptIsFoundWithItsFiles() throws IOException {
    Artifact made = make("one");
    Artifact found = workspace.find(Stage.PARSE, PRINT).orElseThrow();
    assertEquals(made.manifest(), found.manifest());
    assertEquals("one", Files.readString(found.file("a.txt")));
    assertEquals(List.of(found.location("a.txt")), found.locations(""));
    assertEquals(List.of(), found.locations("none"));
    Manifest.DataFile file = found.manifest().files().get(0);
    assertEquals(3, file.bytes());
    assertEquals(Hashes.sha256("one"), file.sha256());
  }

  @Test
  void theSecondOfTwoWritersLosesAndTheFirstStaysWhole() throws IOException {
    Workspace.Attempt slow = workspace.begin(Stage.PARSE, PRINT);
    Files.writeString(slow.folder().resolve("a.txt"), "slow");
    make("fast");

    Artifact seenBySlow = slow.complete(manifest(slow));

    assertEquals("fast", Files.readString(seenBySlow.file("a.txt")));
    assertFalse(Files.exists(slow.folder()));
  }

  @Test
  void aWriterThatIsStillAliveKeepsItsFilesWhenAnotherWins() throws IOException {
    Workspace.Attempt alive = workspace.begin(Stage.PARSE, PRINT);
    make("fast");
    assertTrue(Files.exists(alive.folder()));
    alive.abandon();
  }

  @Test
  void whatADeadWriterLeftIsRemovedByTheNextWinner() throws IOException {
    Workspace.Attempt attempt = workspace.begin(Stage.PARSE, PRINT);
    Path left = attempt.folder().resolveSibling("data-dead");
    Files.createDirectories(left);
    Files.writeString(left.resolve("half"), "ha");
    Files.writeString(attempt.folder().resolve("a.txt"), "x");

    attempt.complete(manifest(attempt));

    assertFalse(Files.exists(left));
    try (Stream<Path> children = Files.list(attempt.folder().getParent())) {
      assertEquals(
          List.of(attempt.name(), "manifest.json"),
          children.map(p -> p.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void oneOfManyConcurrentWritersWins() throws Exception {
    int writers = 8;
    int rounds = 100;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    for (int round = 0; round < rounds; round++) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Artifact>> results = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String content = "writer " + i;
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return make(content);
                }));
      }
      start.countDown();
      String winner = results.get(0).get().manifest().folder();
      for (Future<Artifact> result : results) {
        assertEquals(winner, result.get().manifest().folder());
      }
      Artifact artifact = workspace.find(Stage.PARSE, PRINT).orElseThrow();
      assertEquals(
          artifact.manifest().files().get(0).sha256(),
          Hashes.sha256(artifact.file("a.txt")),
          "round " + round);
      workspace.remove(Stage.PARSE, PRINT);
    }
    threads.shutdown();
  }

  @Test
  void theScratchFolderGoesWhenTheArtifactIsComplete() throws IOException {
    Path checkpoint = workspace.scratch(Stage.PARSE, PRINT).resolve("step-50");
    Files.createDirectories(checkpoint);
    make("x");
    assertFalse(Files.exists(workspace.scratch(Stage.PARSE, PRINT)));
  }

  @Test
  void aLostFileIsNamedWithTheWayToMendIt() throws IOException {
    Artifact artifact = make("x");
    UserException e = assertThrows(UserException.class, () -> artifact.file("articles"));
    assertTrue(e.getMessage().contains("lost its file 'articles'"), e.getMessage());
    assertTrue(e.getMessage().contains("docent parse --force"), e.getMessage());
  }

  @Test
  void aDamagedManifestIsNamed() throws IOException {
    Artifact artifact = make("x");
    Files.writeString(artifact.folder().resolveSibling("manifest.json"), "{\"stage\": ");
    UserException e = assertThrows(UserException.class, () -> workspace.find(Stage.PARSE, PRINT));
    assertTrue(e.getMessage().contains("manifest.json"), e.getMessage());
  }

  @Test
  void removingLeavesNothing() throws IOException {
    Artifact artifact = make("x");
    workspace.remove(Stage.PARSE, PRINT);
    assertFalse(Files.exists(artifact.folder().getParent()));
    assertTrue(workspace.find(Stage.PARSE, PRINT).isEmpty());
  }

  @Test
  void theCurrentArtifactIsTheOneMadeCurrentLast() throws IOException {
    Artifact artifact = make("x");
    assertTrue(workspace.current(Stage.PARSE).isEmpty());
    workspace.makeCurrent(artifact);
    assertEquals(PRINT, workspace.current(Stage.PARSE).orElseThrow());
  }

  @Test
  void refusesAFileAsWorkspace() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThrows(UserException.class, () -> Workspace.open(file.toString()));
  }

  @Test
  void refusesAFingerprintThatWouldLeaveTheWorkspace() {
    assertThrows(UserException.class, () -> workspace.find(Stage.PARSE, "../../secret"));
  }

  private Artifact make(String content) throws IOException {
    Workspace.Attempt attempt = workspace.begin(Stage.PARSE, PRINT);
    Files.writeString(attempt.folder().resolve("a.txt"), content);
    return attempt.complete(manifest(attempt));
  }

  private static Manifest manifest(Workspace.Attempt attempt) throws IOException {
    return new Manifest(
        "parse",
        1,
        PRINT,
        Map.of("min-article-characters", "80"),
        Map.of("ingest", "ab"),
        Map.of(),
        new Counts(),
        List.of(),
        attempt.name(),
        attempt.files(),
        Instant.EPOCH,
        Instant.EPOCH,
        "test");
  }
}
