package dev.docent.records.workspace;

import dev.docent.records.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Moving files between an object store and this machine, some at once. */
final class Transfers {
  /** A store answers slowly but to many. */
  private static final int AT_ONCE = 4;

  private Transfers() {}

  /** Work on one of many things. */
  @FunctionalInterface
  interface Work<T> {
    void on(T thing) throws IOException;
  }

  /** Does the work on all things; the first failure is thrown when none is under way any more. */
  static <T> void each(Collection<T> things, Work<T> work) throws IOException {
    if (things.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, things.size()));
    try {
      List<Future<?>> all = new ArrayList<>();
      for (T thing : things) {
        all.add(
            threads.submit(
                () -> {
                  work.on(thing);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while moving files", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Fetches an object; the file has its name once it is whole and the check took no exception to
   * it.
   */
  static void download(ObjectStore store, String key, Path file, Work<Path> check)
      throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path unchecked = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      store.download(key, unchecked);
      check.on(unchecked);
      Files.move(
          unchecked, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unchecked);
    }
  }
}
