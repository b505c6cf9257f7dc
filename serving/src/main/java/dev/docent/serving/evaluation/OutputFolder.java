package dev.docent.serving.evaluation;

import dev.docent.records.UserException;
import dev.docent.records.workspace.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The folder named by {@code --out}: it holds a whole evaluation, or what it held before. */
final class OutputFolder {
  private final Path folder;
  private final Set<String> ours;

  /**
   * @param ours names of the files that an earlier evaluation may have left
   * @throws UserException if the folder holds anything else
   */
  OutputFolder(Path folder, Set<String> ours) throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    this.ours = ours;
    check();
  }

  /** Writes into a folder. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path folder) throws IOException;
  }

  /** Writes beside, then puts it in place, instead of an earlier evaluation if there is one. */
  void write(Content content) throws IOException {
    Path parent = folder.getParent();
    if (parent == null) {
      throw new UserException("--out is '%s'; it must be a folder below another".formatted(folder));
    }
    Files.createDirectories(parent);
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    Path beside = folder.resolveSibling("." + folder.getFileName() + ".new-" + suffix);
    Path old = folder.resolveSibling("." + folder.getFileName() + ".old-" + suffix);
    try {
      Files.createDirectory(beside);
      content.writeTo(beside);
      check();
      replaceBy(beside, old);
    } finally {
      AtomicFiles.deleteTree(beside);
    }
  }

  /** The earlier evaluation goes only when the new one is in its place. */
  private void replaceBy(Path beside, Path old) throws IOException {
    if (!Files.exists(folder)) {
      Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      putBack(old, e);
      throw e;
    }
    AtomicFiles.deleteTree(old);
  }

  private void putBack(Path old, Exception reason) {
    try {
      Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      reason.addSuppressed(e);
      throw new UserException(
          "'%s' can't be replaced (%s); the earlier evaluation is in '%s' now"
              .formatted(folder, reason.getMessage(), old),
          reason);
    }
  }

  private void check() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UserException("--out is '%s', a file; it must be a folder".formatted(folder));
    }
    try (Stream<Path> children = Files.list(folder)) {
      List<String> foreign =
          children
              .map(child -> child.getFileName().toString())
              .filter(name -> !ours.contains(name))
              .sorted()
              .toList();
      if (!foreign.isEmpty()) {
        throw new UserException(
            "--out is '%s', which holds '%s'; it must be new, empty, or an earlier evaluation"
                .formatted(folder, foreign.get(0)));
      }
    }
  }
}
