package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.store.MemoryStore;
import dev.docent.records.store.MemoryStore.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLockTest {
  /** So long that no renewal comes by itself within the test. */
  private static final Duration LEASE = Duration.ofHours(10);

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private final List<ObjectLock> taken = new ArrayList<>();

  @AfterEach
  void letGo() throws IOException {
    store.behave();
    for (ObjectLock lock : taken) {
      lock.close();
    }
  }

  @Test
  void anotherMachineIsToldWhoHasItAndForHowLong() throws IOException {
    take("a");
    store.pass(Duration.ofHours(1));
    WorkspaceInUse e = assertThrows(WorkspaceInUse.class, () -> take("b"));
    assertTrue(e.getMessage().contains("'docent run'"), e.getMessage());
    assertTrue(e.getMessage().contains("taken over in 324"), e.getMessage());
    assertEquals(List.of(ObjectLock.KEY), store.keys(), "nothing is left of the asking");
  }

  @Test
  void whatWasGivenUpIsFree() throws IOException {
    take("a").close();
    assertDoesNotThrow(take("b")::check);
  }

  @Test
  void ofTwoThatWantWhatIsFreeOneGetsIt() throws IOException {
    take("a").close();
    // Its calls: create, get, replace.
    store.before(2, () -> assertDoesNotThrow(() -> take("c")));
    assertThrows(WorkspaceInUse.class, () -> take("b"));
    assertThrows(WorkspaceInUse.class, () -> take("d"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whoTookOverWhileASilentHolderLetsGoKeepsIt(int call) throws IOException {
    ObjectLock silent = take("a");
    store.pass(LEASE.plusSeconds(1));
    store.before(call, () -> assertDoesNotThrow(() -> take("b")));
    silent.close();
    ObjectLock successor = taken.get(1);
    successor.renew();
    assertDoesNotThrow(successor::check);
    assertThrows(WorkspaceInUse.class, () -> take("c"));
  }

  @Test
  void whoLetsGoAfterALostAnswerLeavesItFree() throws IOException {
    ObjectLock held = take("a");
    store.failAt(0, Failure.ANSWER_LOST);
    held.renew();
    store.behave();
    held.close();
    assertDoesNotThrow(take("b")::check);
  }

  @Test
  void aSilentHolderIsTakenOverAndThenStops() throws IOException {
    ObjectLock silent = take("a");
    store.pass(LEASE.plusSeconds(1));
    ObjectLock next = take("b");
    silent.renew();
    assertThrows(WorkspaceInUse.class, silent::check);
    assertDoesNotThrow(next::check);
    silent.close();
    assertEquals(List.of(ObjectLock.KEY), store.keys(), "the loser leaves the winner's lock");
  }

  @Test
  void oneThatRenewsIsNotTakenOver() throws IOException {
    ObjectLock held = take("a");
    store.pass(LEASE.minusSeconds(1));
    held.renew();
    store.pass(Duration.ofHours(1));
    assertThrows(WorkspaceInUse.class, () -> take("b"));
    assertDoesNotThrow(held::check);
  }

  @Test
  void theSameMachineNeedNotWaitForTheLease() throws IOException {
    ObjectLock killed = take("a");
    ObjectLock next =
        ObjectLock.take(
            store,
            "s3://b/p",
            LockHolder.here("docent run", "a"),
            FolderLock.take(folder.resolve("next"), "s3://b/p", LockHolder.here("x", "a")),
            LEASE);
    taken.add(next);
    killed.renew();
    assertThrows(WorkspaceInUse.class, killed::check);
  }

  @Test
  void aLostAnswerIsNotTakenForAnotherHolder() throws IOException {
    store.failAt(0, Failure.ANSWER_LOST);
    assertThrows(Exception.class, () -> take("a"));
    store.behave();
    ObjectLock again = take("a");
    store.failAt(0, Failure.ANSWER_LOST);
    again.renew();
    store.behave();
    again.renew();
    assertDoesNotThrow(again::check);
  }

  @Test
  void aStoreThatIsAwayForAMomentCostsNothing() throws IOException {
    ObjectLock held = take("a");
    store.goAwayAt(0);
    held.renew();
    store.behave();
    held.renew();
    assertDoesNotThrow(held::check);
    assertFalse(store.keys().isEmpty());
  }

  private ObjectLock take(String machine) throws IOException {
    LockHolder me = LockHolder.here("docent run", machine);
    FolderLock local = FolderLock.take(folder.resolve(machine), "s3://b/p", me);
    try {
      ObjectLock lock = ObjectLock.take(store, "s3://b/p", me, local, LEASE);
      taken.add(lock);
      return lock;
    } catch (IOException | RuntimeException e) {
      local.close();
      throw e;
    }
  }
}
