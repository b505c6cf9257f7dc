package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.Stage;
import dev.docent.records.store.MemoryStore;
import dev.docent.records.store.MemoryStore.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectWorkspaceTest {
  private static final String PRINT = "0123456789abcdef0123";
  private static final String HOME = "artifacts/parse/" + PRINT + "/";
  private static final Duration LEASE = Duration.ofMinutes(15);

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private ObjectWorkspace workspace;

  @BeforeEach
  void open() {
    workspace = on("here");
  }

  /** The workspace as seen by a machine with a cache of its own. */
  private ObjectWorkspace on(String machine) {
    return new ObjectWorkspace(store, folder.resolve(machine), 0, LEASE);
  }

  @Test
  void anAttemptWithoutManifestIsNoArtifact() throws IOException {
    Workspace.Attempt attempt = begin(workspace);
    attempt.files();
    assertTrue(workspace.find(Stage.PARSE, PRINT).isEmpty());
    attempt.abandon();
    assertEquals(List.of(), store.keys());
  }

  @Test
  void anotherMachineFetchesWhatItAsksFor() throws IOException {
    make(workspace, "one");
    ObjectWorkspace other = on("there");
    Artifact found = other.find(Stage.PARSE, PRINT).orElseThrow();
    String home = "memory://" + HOME + found.manifest().folder();
    assertEquals(List.of(home + "/deep/b.txt"), found.locations("deep"));
    assertEquals(List.of(), found.locations("dee"));
    assertEquals("one", Files.readString(found.file("a.txt")));
    assertFalse(Files.exists(found.file("a.txt").resolveSibling("deep")));
    assertEquals("one deep", Files.readString(found.file("deep").resolve("b.txt")));
    assertEquals(home + "/deep", found.location("deep"));
  }

  @Test
  void aDamagedObjectIsNotTaken() throws IOException {
    Artifact made = make(workspace, "one");
    store.damage(HOME + made.manifest().folder() + "/a.txt");
    Artifact found = on("there").find(Stage.PARSE, PRINT).orElseThrow();
    UserException e = assertThrows(UserException.class, () -> found.file("a.txt"));
    assertTrue(e.getMessage().contains("checksum"), e.getMessage());
    assertFalse(
        Files.exists(folder.resolve("there/" + HOME + made.manifest().folder() + "/a.txt")));
  }

  @Test
  void filesThatWorkersWroteToTheStoreBelongToTheArtifact() throws IOException {
    Workspace.Attempt attempt = begin(workspace);
    String below = HOME + attempt.name() + "/";
    assertEquals("memory://" + below + "topics", attempt.location("topics"));
    store.put(below + "topics/part-0.avro", bytes("by a worker"));
    store.put(below + "topics.html", bytes("no part of the folder"));
    store.put(below + "topics/.temp-beam-1/x", bytes("left by a worker that was killed"));
    Path written = attempt.written("topics");
    assertEquals("by a worker", Files.readString(written.resolve("part-0.avro")));
    Artifact made = attempt.complete(manifest(attempt));
    assertEquals(
        List.of("a.txt", "deep/b.txt", "topics.html", "topics/part-0.avro"),
        made.manifest().files().stream().map(Manifest.DataFile::path).toList());
    assertFalse(store.keys().toString().contains(".temp-beam"), store.keys().toString());
  }

  @Test
  void whatIsDiscardedIsInNoArtifact() throws IOException {
    Workspace.Attempt attempt = begin(workspace);
    String below = HOME + attempt.name() + "/";
    store.put(below + "deep/c.txt", bytes("by a worker"));
    store.put(below + "deep/.temp-beam-1/x", bytes("left by a worker that was killed"));
    store.put(below + "deeper/d.txt", bytes("no part of the folder"));
    attempt.written("deep");
    attempt.discard("deep");
    attempt.discard("a.txt");
    attempt.discard("none");
    Artifact made = attempt.complete(manifest(attempt));
    assertEquals(
        List.of("deeper/d.txt"),
        made.manifest().files().stream().map(Manifest.DataFile::path).toList());
    assertEquals(List.of(below + "deeper/d.txt", HOME + "manifest.json"), store.keys());
  }

  @Test
  void theSecondOfTwoWritersLosesAndTakesItsFilesAway() throws IOException {
    Workspace.Attempt slow = begin(workspace);
    Artifact fast = make(on("there"), "fast");
    Artifact seenBySlow = slow.complete(manifest(slow));
    assertEquals(fast.manifest(), seenBySlow.manifest());
    assertEquals("fast", Files.readString(seenBySlow.file("a.txt")));
    assertFalse(store.keys().toString().contains(slow.name()), store.keys().toString());
  }

  @Test
  void whatAKilledWriterLeftIsRemovedWhenItsLeaseIsOver() throws IOException {
    Workspace.Attempt killed = begin(workspace);
    killed.files();
    store.pass(LEASE.minusSeconds(1));
    make(on("there"), "soon after");
    assertTrue(store.keys().toString().contains(killed.name()), "the lease was not over");
    store.pass(Duration.ofSeconds(2));
    Workspace.Attempt later = on("there").begin(Stage.PARSE, "f".repeat(20));
    assertFalse(store.keys().toString().contains(killed.name()), store.keys().toString());
    later.abandon();
    assertEquals("soon after", Files.readString(find().file("a.txt")));
  }

  @Test
  void anOldArtifactIsNoLeftover() throws IOException {
    make(workspace, "one");
    store.pass(LEASE.multipliedBy(100));
    workspace.begin(Stage.PARSE, "f".repeat(20)).abandon();
    assertEquals(
        "one", Files.readString(on("there").find(Stage.PARSE, PRINT).orElseThrow().file("a.txt")));
  }

  /** One call fails, whichever; the rest of the process goes on as it can. */
  @ParameterizedTest
  @EnumSource
  void whicheverCallFailsThereIsAWholeArtifactOrNone(Failure how) throws IOException {
    int failures = 0;
    for (int call = 0; ; call++) {
      open();
      store.delete(store.keys());
      store.failAt(call, how);
      boolean told = false;
      try {
        make(workspace, "one");
      } catch (IOException e) {
        told = true;
      }
      boolean failed = store.hasFailed();
      store.behave();
      Optional<Artifact> found = on("other-" + how + call).find(Stage.PARSE, PRINT);
      String where = how + " at call " + call + ": " + store.keys();
      found.ifPresent(artifact -> assertWhole(artifact, where));
      assertTrue(told || found.isPresent(), where);
      make(on("again-" + how + call), "one");
      assertWhole(on("at-last-" + how + call).find(Stage.PARSE, PRINT).orElseThrow(), where);
      if (!failed) {
        break;
      }
      failures++;
    }
    assertTrue(failures > 8, "only " + failures + " calls were made to fail");
  }

  /** The process is gone from one call on. */
  @Test
  void whereverTheProcessIsKilledThereIsAWholeArtifactOrNone() throws IOException {
    int kills = 0;
    for (int call = 0; ; call++) {
      open();
      store.delete(store.keys());
      store.goAwayAt(call);
      try {
        make(workspace, "one");
      } catch (IOException e) {
        kills++;
      }
      boolean failed = store.hasFailed();
      store.behave();
      String where = "killed at call " + call + ": " + store.keys();
      on("other-" + call).find(Stage.PARSE, PRINT).ifPresent(found -> assertWhole(found, where));
      make(on("again-" + call), "one");
      assertWhole(on("at-last-" + call).find(Stage.PARSE, PRINT).orElseThrow(), where);
      store.pass(LEASE.multipliedBy(2));
      on("later-" + call).begin(Stage.PARSE, "f".repeat(20)).abandon();
      assertEquals(
          3,
          store.keys().stream().filter(key -> key.startsWith(HOME)).count(),
          where + " left more");
      if (!failed) {
        break;
      }
    }
    assertTrue(kills > 5, "only " + kills + " calls were made to fail");
  }

  @Test
  void keepsTheFingerprintInUse() throws IOException {
    assertEquals(Optional.empty(), workspace.current(Stage.PARSE));
    workspace.makeCurrent(make(workspace, "one"));
    assertEquals(Optional.of(PRINT), on("there").current(Stage.PARSE));
    assertEquals(1, workspace.all(Stage.PARSE).size());
    workspace.remove(Stage.PARSE, PRINT);
    assertEquals(List.of("current/parse"), store.keys());
    assertTrue(workspace.all(Stage.PARSE).isEmpty());
  }

  @Test
  void trimmingForgetsAFormerCopyAndSparesWhatWasJustOpened() throws IOException {
    make(workspace, "one");
    make(workspace, "f".repeat(20), "two");
    ObjectWorkspace server = on("there");
    Artifact former = server.find(Stage.PARSE, PRINT).orElseThrow();
    Artifact searched = server.find(Stage.PARSE, "f".repeat(20)).orElseThrow();
    Path formerCopy = former.folder();
    Path copy = searched.folder();
    age(formerCopy);
    age(copy);
    searched.file("a.txt");
    server.trimCopies();
    assertFalse(Files.exists(formerCopy));
    assertEquals("two", Files.readString(copy.resolve("a.txt")));
    assertEquals("one", Files.readString(former.file("a.txt")), "it is fetched again");
  }

  @Test
  void aWorkerForgetsWhatItFetchedLongAgo() throws IOException {
    String one = make(workspace, "one").location("a.txt");
    String two = make(workspace, "f".repeat(20), "two").location("");
    ObjectWorkspace worker = on("there");
    Occasion always = new Occasion(Duration.ZERO);
    Path longAgo = LocalCopy.fetched(LocalCopy.Place.of(one), worker, always);
    assertEquals("one", Files.readString(longAgo));
    age(longAgo.getParent());
    Path now = LocalCopy.fetched(LocalCopy.Place.of(two), worker, always);
    assertEquals("two deep", Files.readString(now.resolve("deep/b.txt")));
    assertFalse(Files.exists(longAgo));
  }

  @Test
  void whatIsInNoArtifactIsNamed() {
    UserException e =
        assertThrows(UserException.class, () -> LocalCopy.Place.of("s3://bucket/site/runs/1.json"));
    assertTrue(e.getMessage().contains("s3://bucket/site/runs/1.json"), e.getMessage());
  }

  private static void age(Path copy) throws IOException {
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minus(Duration.ofHours(3))));
  }

  private Artifact find() throws IOException {
    return workspace.find(Stage.PARSE, PRINT).orElseThrow();
  }

  private static void assertWhole(Artifact artifact, String where) {
    try {
      assertEquals("one", Files.readString(artifact.file("a.txt")), where);
      assertEquals("one deep", Files.readString(artifact.file("deep/b.txt")), where);
      assertEquals(2, artifact.manifest().files().size(), where);
    } catch (IOException e) {
      throw new AssertionError(where, e);
    }
  }

  private static Workspace.Attempt begin(Workspace workspace) throws IOException {
    Workspace.Attempt attempt = workspace.begin(Stage.PARSE, PRINT);
    write(attempt, "mine");
    return attempt;
  }

  private static void write(Workspace.Attempt attempt, String text) throws IOException {
    Files.writeString(attempt.folder().resolve("a.txt"), text);
    Files.createDirectories(attempt.folder().resolve("deep"));
    Files.writeString(attempt.folder().resolve("deep/b.txt"), text + " deep");
  }

  /** What the executor does. */
  private static Artifact make(Workspace workspace, String text) throws IOException {
    return make(workspace, PRINT, text);
  }

  private static Artifact make(Workspace workspace, String fingerprint, String text)
      throws IOException {
    Workspace.Attempt attempt = workspace.begin(Stage.PARSE, fingerprint);
    try {
      write(attempt, text);
      return attempt.complete(manifest(attempt));
    } catch (IOException e) {
      attempt.abandon();
      throw e;
    }
  }

  private static Manifest manifest(Workspace.Attempt attempt) throws IOException {
    return new Manifest(
        Stage.PARSE.id(),
        1,
        PRINT,
        Map.of(),
        Map.of(),
        Map.of(),
        new Counts(),
        List.of(),
        attempt.name(),
        attempt.files(),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(1),
        "test");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
