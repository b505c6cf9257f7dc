package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lock of an object store: an object that is created and renewed by conditional writes. One
 * that was not renewed for a lease, by the store's own clock, is taken over by another conditional
 * write, which one of several contenders wins. The same machine's next run need not wait so long:
 * it holds a lock of the operating system beside, and so knows that the last run is dead. Whoever
 * lets go empties the object, conditionally too: to remove it could remove a successor's, since not
 * every store removes on a condition.
 */
final class ObjectLock implements WorkspaceLock {
  static final String KEY = "locks/workspace.json";

  /** What the object holds while nobody has the lock. */
  private static final byte[] FREE = {};

  /** So often within its length a lease is renewed. */
  private static final int RENEWALS = 5;

  private final ObjectStore store;
  private final String location;
  private final LockHolder me;
  private final FolderLock local;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "docent-workspace-lock");
            thread.setDaemon(true);
            return thread;
          });
  private final Thread atExit = new Thread(this::letGo, "docent-workspace-unlock");
  private String tag;
  private @Nullable String takenBy;
  private boolean released;

  private ObjectLock(
      ObjectStore store, String location, LockHolder me, FolderLock local, String tag) {
    this.store = store;
    this.location = location;
    this.me = me;
    this.local = local;
    this.tag = tag;
  }

  /**
   * Takes the lock.
   *
   * @param local held by this process, one for a machine
   * @param lease how long a holder may be silent before it counts as dead
   * @throws WorkspaceInUse if another one holds it that shows signs of life
   */
  static ObjectLock take(
      ObjectStore store, String location, LockHolder me, FolderLock local, Duration lease)
      throws IOException {
    byte[] mine = Workspace.JSON.writeValueAsBytes(me);
    if (!store.create(KEY, mine)) {
      Optional<ObjectStore.Content> seen = store.get(KEY);
      Optional<LockHolder> holder = seen.flatMap(content -> LockHolder.parse(content.bytes()));
      boolean ours = holder.isPresent() && holder.get().token().equals(me.token());
      if (!ours) {
        if (seen.isPresent() && seen.get().bytes().length > 0) {
          mayTakeOver(store, location, me, holder, lease);
        }
        store.replace(KEY, mine, seen.map(ObjectStore.Content::tag).orElse(null));
      }
    }
    // Not by what the write told: one that was repeated after a lost answer finds itself.
    ObjectStore.Content now = ours(store, me).orElseThrow(() -> lostTo(store, location));
    ObjectLock lock = new ObjectLock(store, location, me, local, now.tag());
    long period = Math.max(1, lease.toMillis() / RENEWALS);
    var unused =
        lock.clock.scheduleWithFixedDelay(lock::renew, period, period, TimeUnit.MILLISECONDS);
    Runtime.getRuntime().addShutdownHook(lock.atExit);
    return lock;
  }

  private static void mayTakeOver(
      ObjectStore store,
      String location,
      LockHolder me,
      Optional<LockHolder> holder,
      Duration lease)
      throws IOException {
    String who = holder.map(LockHolder::toString).orElse("another process");
    boolean sameMachine = holder.isPresent() && holder.get().machine().equals(me.machine());
    Duration silent = silence(store);
    if (!sameMachine && silent.compareTo(lease) <= 0) {
      throw new WorkspaceInUse(
          location,
          who,
          "; if that process is dead, it is taken over in %d s"
              .formatted(lease.minus(silent).toSeconds() + 1));
    }
    System.err.printf(
        "note: taking the workspace over from %s, which ended without letting go%n", who);
  }

  /** How long ago the lock was renewed, by the store's clock. */
  private static Duration silence(ObjectStore store) throws IOException {
    String now = "locks/clock-" + UUID.randomUUID();
    store.put(now, "now\n".getBytes(StandardCharsets.UTF_8));
    try {
      Optional<Instant> renewed = modified(store, KEY);
      Optional<Instant> read = modified(store, now);
      return renewed.isEmpty() || read.isEmpty()
          ? Duration.ZERO
          : Duration.between(renewed.get(), read.get());
    } finally {
      store.delete(List.of(now));
    }
  }

  private static Optional<Instant> modified(ObjectStore store, String key) throws IOException {
    return store.list(key).stream()
        .filter(entry -> entry.key().equals(key))
        .map(ObjectStore.Entry::modified)
        .findFirst();
  }

  private static Optional<ObjectStore.Content> ours(ObjectStore store, LockHolder me)
      throws IOException {
    return store
        .get(KEY)
        .filter(
            content ->
                LockHolder.parse(content.bytes())
                    .map(holder -> holder.token().equals(me.token()))
                    .orElse(false));
  }

  private static WorkspaceInUse lostTo(ObjectStore store, String location) {
    String holder = "another process";
    try {
      holder =
          store
              .get(KEY)
              .flatMap(content -> LockHolder.parse(content.bytes()))
              .map(LockHolder::toString)
              .orElse(holder);
    } catch (IOException | UserException e) {
      // Who it is would only have been nice to know.
    }
    return new WorkspaceInUse(location, holder, "");
  }

  /** Writes the object again, if it is still ours; what can't be reached is tried next time. */
  synchronized void renew() {
    if (released || takenBy != null) {
      return;
    }
    try {
      boolean renewed = store.replace(KEY, Workspace.JSON.writeValueAsBytes(me), tag);
      Optional<ObjectStore.Content> now = ours(store, me);
      if (now.isPresent()) {
        tag = now.get().tag();
      } else if (!renewed) {
        takenBy =
            store
                .get(KEY)
                .flatMap(content -> LockHolder.parse(content.bytes()))
                .map(LockHolder::toString)
                .orElse("nobody: its lock was removed");
      }
    } catch (IOException | RuntimeException e) {
      // Of any kind: what is thrown here would end the renewing without a word.
      System.err.println("warning: can't renew the workspace's lock: " + e.getMessage());
    }
  }

  @Override
  public synchronized void check() {
    if (takenBy != null) {
      throw new WorkspaceInUse(
          location, takenBy, ", which took it over from this run; what is complete stays");
    }
  }

  @Override
  public void close() throws IOException {
    letGo();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is ending.
    }
    local.close();
  }

  private synchronized void letGo() {
    if (released) {
      return;
    }
    released = true;
    clock.shutdownNow();
    try {
      Optional<ObjectStore.Content> mine = ours(store, me);
      if (mine.isPresent()) {
        store.replace(KEY, FREE, mine.get().tag());
      }
    } catch (IOException | RuntimeException e) {
      System.err.println(
          "warning: can't give up the workspace's lock, which runs out by itself: "
              + e.getMessage());
    }
  }
}
