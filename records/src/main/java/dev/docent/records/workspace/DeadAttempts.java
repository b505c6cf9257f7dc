package dev.docent.records.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.docent.records.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What killed attempts of a stage left in an object store. */
final class DeadAttempts {
  private final ObjectStore store;
  private final String stagePrefix;
  private final Duration lease;
  private final Map<String, Instant> lastSign = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Set<String> homesWithManifest = new HashSet<>();
  private final Set<String> leases = new HashSet<>();

  /**
   * @param stagePrefix of all keys of the stage's artifacts, with '/' at its end
   */
  DeadAttempts(ObjectStore store, String stagePrefix, Duration lease) {
    this.store = store;
    this.stagePrefix = stagePrefix;
    this.lease = lease;
  }

  /**
   * Removes what shows no sign of life for a lease, by the store's own clock.
   *
   * @param own the attempt that has just taken its lease, by which the clock is read
   */
  void remove(String own) throws IOException {
    look();
    Instant now = lastSign.get(own);
    if (now == null) {
      return;
    }
    for (String attempt : silent(now)) {
      String home = attempt.substring(0, attempt.lastIndexOf('/'));
      if (!homesWithManifest.contains(home) || !isWinner(home, attempt)) {
        removeFiles(store, attempt);
      } else if (leases.contains(attempt)) {
        store.delete(List.of(attempt + Lease.SUFFIX));
      }
    }
  }

  private void look() throws IOException {
    for (ObjectStore.Entry entry : store.list(stagePrefix)) {
      String[] parts = entry.key().substring(stagePrefix.length()).split("/", 3);
      if (parts.length < 2) {
        continue;
      }
      String home = stagePrefix + parts[0];
      if (parts[1].equals(Workspace.MANIFEST)) {
        homesWithManifest.add(home);
        continue;
      }
      String attempt = home + "/" + parts[1];
      if (attempt.endsWith(Lease.SUFFIX)) {
        attempt = attempt.substring(0, attempt.length() - Lease.SUFFIX.length());
        leases.add(attempt);
      }
      if (lastSign.put(attempt, later(lastSign.get(attempt), entry.modified())) == null) {
        attempts.merge(home, 1, Integer::sum);
      }
    }
  }

  private static Instant later(@Nullable Instant a, Instant b) {
    return a != null && a.isAfter(b) ? a : b;
  }

  private List<String> silent(Instant now) {
    List<String> silent = new ArrayList<>();
    lastSign.forEach(
        (attempt, sign) -> {
          if (sign.plus(lease).isBefore(now)) {
            silent.add(attempt);
          }
        });
    return silent;
  }

  /** Whether the manifest names this attempt; one that can't be read names them all. */
  private boolean isWinner(String home, String attempt) throws IOException {
    if (attempts.getOrDefault(home, 0) == 1) {
      // Its manifest names somebody, and there is nobody else.
      return true;
    }
    Optional<ObjectStore.Content> manifest = store.get(home + "/" + Workspace.MANIFEST);
    if (manifest.isEmpty()) {
      return false;
    }
    try {
      String winner = Workspace.JSON.readTree(manifest.get().bytes()).path("folder").asText("");
      return winner.isEmpty() || attempt.equals(home + "/" + winner);
    } catch (JsonProcessingException e) {
      return true;
    }
  }

  /** Removes an attempt's files, what it was still sending, and its lease last. */
  static void removeFiles(ObjectStore store, String attempt) throws IOException {
    store.abortUploads(attempt + "/", Instant.MAX);
    store.delete(store.list(attempt + "/").stream().map(ObjectStore.Entry::key).toList());
    store.delete(List.of(attempt + Lease.SUFFIX));
  }
}
