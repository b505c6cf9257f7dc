package dev.docent.records.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tells whether the writer of a folder is still alive. The writer holds an operating system's lock
 * on a file beside the folder; the lock goes with its process, however that ends.
 */
final class Liveness {
  /** Of the lock file's name, after the folder's. */
  static final String SUFFIX = ".lock";

  private final Path file;
  private final FileChannel channel;

  private Liveness(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Liveness claim(Path folder) throws IOException {
    Path file = lockFile(folder);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.lock();
    if (!lock.isValid()) {
      throw new IOException("no lock on " + file);
    }
    return new Liveness(file, channel);
  }

  /** Lets go; calling it again does nothing. */
  void release() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  static boolean isDead(Path folder) throws IOException {
    Path file = lockFile(folder);
    if (!Files.exists(file)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return false;
      }
    } catch (OverlappingFileLockException e) {
      return false;
    }
    Files.deleteIfExists(file);
    return true;
  }

  private static Path lockFile(Path folder) {
    return folder.resolveSibling(folder.getFileName() + SUFFIX);
  }
}
