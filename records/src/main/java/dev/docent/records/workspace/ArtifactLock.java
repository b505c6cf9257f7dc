package dev.docent.records.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one at a time make an artifact, in this process and among all on this machine: whoever comes
 * second waits, and finds it made. It saves work, and servers from being asked twice; that only one
 * artifact comes of it is the workspace's own doing.
 */
public final class ArtifactLock implements AutoCloseable {
  private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private final ReentrantLock here;
  private final FileChannel channel;

  private ArtifactLock(ReentrantLock here, FileChannel channel) {
    this.here = here;
    this.channel = channel;
  }

  /** Waits until nobody else makes the artifact. */
  public static ArtifactLock take(Workspace workspace, String name)
      throws IOException, InterruptedException {
    Path folder = workspace.root().resolve("locks");
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    ReentrantLock here = HERE.computeIfAbsent(file, key -> new ReentrantLock());
    here.lockInterruptibly();
    try {
      // The file stays: removing it could leave two processes with locks on two files of one name.
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.lock();
      if (!lock.isValid()) {
        throw new IOException("no lock on " + file);
      }
      return new ArtifactLock(here, channel);
    } catch (IOException | RuntimeException e) {
      here.unlock();
      throw e;
    }
  }

  /** Whether somebody makes the artifact at this moment. */
  public static boolean isTaken(Workspace workspace, String name) throws IOException {
    Path file = workspace.root().resolve("locks").resolve(name);
    ReentrantLock here = HERE.get(file);
    if (here != null && here.isLocked()) {
      return true;
    }
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      here.unlock();
    }
  }
}
