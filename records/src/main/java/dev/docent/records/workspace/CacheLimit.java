package dev.docent.records.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Removes copies of artifacts that can be fetched again. */
final class CacheLimit {
  /** What was used so lately may be in use still. */
  private static final Duration GRACE = Duration.ofHours(2);

  /** Below the folder of workspaces: WORKSPACE/artifacts/STAGE/FINGERPRINT/ATTEMPT. */
  private static final int DEPTH = 5;

  private CacheLimit() {}

  private record Copy(Path folder, Instant used, long bytes) {}

  /** Removes copies, the longest unused first, until those left take no more than the limit. */
  static void keep(Path workspaces, long limit, Instant now) throws IOException {
    if (!Files.isDirectory(workspaces)) {
      return;
    }
    List<Copy> copies = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(workspaces, DEPTH)) {
      for (Path folder : walk.filter(path -> isCopy(workspaces, path)).toList()) {
        copies.add(new Copy(folder, Files.getLastModifiedTime(folder).toInstant(), bytes(folder)));
      }
    } catch (UncheckedIOException | NoSuchFileException e) {
      // Another process is clearing up as well.
      return;
    }
    copies.sort(Comparator.comparing(Copy::used));
    long bytes = copies.stream().mapToLong(Copy::bytes).sum();
    for (Copy copy : copies) {
      if (bytes <= limit || copy.used().plus(GRACE).isAfter(now)) {
        return;
      }
      if (isAsOldAs(copy)) {
        remove(copy.folder());
        bytes -= copy.bytes();
      }
    }
  }

  /** Whether nobody has used it since it was looked at, nor taken it away. */
  private static boolean isAsOldAs(Copy copy) throws IOException {
    try {
      return Files.getLastModifiedTime(copy.folder()).toInstant().equals(copy.used());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isCopy(Path workspaces, Path path) {
    Path relative = workspaces.relativize(path);
    return relative.getNameCount() == DEPTH
        && relative.getName(1).toString().equals("artifacts")
        && Files.isDirectory(path)
        && !Files.exists(path.resolveSibling(path.getFileName() + Liveness.SUFFIX));
  }

  /** What is renamed or taken away meanwhile is passed over: others may be fetching. */
  private static long bytes(Path folder) throws IOException {
    AtomicLong bytes = new AtomicLong();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes.addAndGet(attributes.size());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return bytes.get();
  }

  /** Renamed first, so that nobody takes what is half removed for a copy. */
  private static void remove(Path folder) throws IOException {
    Path doomed = folder.resolveSibling("." + UUID.randomUUID());
    try {
      Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    AtomicFiles.deleteTree(doomed);
  }
}
