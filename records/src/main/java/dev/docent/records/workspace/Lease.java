package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows to others that the writer of an attempt lives, by an object that is written ever again. */
final class Lease {
  static final String SUFFIX = ".alive";

  /** So often within its length a lease is renewed. */
  private static final int RENEWALS = 5;

  private final ObjectStore store;
  private final String key;
  private final ScheduledExecutorService clock;

  private Lease(ObjectStore store, String key) {
    this.store = store;
    this.key = key;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "docent-lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  static Lease take(ObjectStore store, String attempt, Duration length) throws IOException {
    Lease lease = new Lease(store, attempt + SUFFIX);
    lease.renew();
    long period = Math.max(1, length.toMillis() / RENEWALS);
    var unused =
        lease.clock.scheduleWithFixedDelay(
            lease::tryToRenew, period, period, TimeUnit.MILLISECONDS);
    return lease;
  }

  private void renew() throws IOException {
    store.put(
        key,
        "process %d\n".formatted(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8));
  }

  private void tryToRenew() {
    try {
      renew();
    } catch (IOException | UserException e) {
      System.err.println("warning: " + e.getMessage());
    }
  }

  /** Renews no more. */
  void stop() {
    clock.shutdownNow();
  }

  void release() throws IOException {
    stop();
    store.delete(List.of(key));
  }
}
