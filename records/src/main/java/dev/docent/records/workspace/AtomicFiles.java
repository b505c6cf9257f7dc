package dev.docent.records.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** Files that are there whole or not at all, also after a crash. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Creates a file with its content.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one; that one is left as it is
   */
  public static void create(Path file, byte[] content) throws IOException {
    Path written = writeBeside(file, content);
    try {
      Files.createLink(file, written);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Puts content in the place of a file's old content, if it has any. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path written = writeBeside(file, content);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Removes a folder and all in it; nothing happens where there is none. Another process may be
   * removing the same folder: what it took is passed over.
   */
  public static void deleteTree(Path folder) throws IOException {
    while (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (NoSuchFileException e) {
        // Taken by the other one between finding it and looking at it; what is left is walked
        // again.
      } catch (UncheckedIOException e) {
        if (!(e.getCause() instanceof NoSuchFileException)) {
          throw e.getCause();
        }
      }
    }
  }

  /** Has the file system write all files of a folder to the disk. */
  public static void syncTree(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  private static Path writeBeside(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path written = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID());
    try (FileChannel channel =
        FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var buffer = java.nio.ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    return written;
  }
}
