package dev.docent.records.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether the writer of a folder is still alive. The writer holds an operating system's lock
 * on a file beside the folder; the lock goes with its process, however that ends.
 */
final class Liveness {
  /** Of the lock file's name, after the folder's. */
  static final String SUFFIX = ".lock";

  /**
   * The lock files of this process. They are never opened a second time: on POSIX systems closing
   * any channel of a file gives up all of the process's locks on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private Liveness(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Claims a folder whose name no one else uses; the folder itself is made afterwards. */
  static Liveness claim(Path folder) throws IOException {
    Path file = lockFile(folder);
    // Locked before it has its name, so that nobody finds it without its lock.
    Path unnamed = file.resolveSibling("." + file.getFileName());
    FileChannel channel =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.lock();
      if (!lock.isValid()) {
        throw new IOException("no lock on " + unnamed);
      }
      HELD.add(file);
      Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      HELD.remove(file);
      channel.close();
      Files.deleteIfExists(unnamed);
      throw e;
    }
    return new Liveness(file, channel);
  }

  /** Lets go; calling it again does nothing. */
  void release() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
    HELD.remove(file);
  }

  static boolean isDead(Path folder) throws IOException {
    Path file = lockFile(folder);
    if (HELD.contains(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return false;
      }
      Files.deleteIfExists(file);
      return true;
    } catch (NoSuchFileException e) {
      return true;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process is asking the same.
      return false;
    }
  }

  private static Path lockFile(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    return absolute.resolveSibling(absolute.getFileName() + SUFFIX);
  }
}
