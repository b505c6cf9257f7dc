package dev.docent.records.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a folder: the operating system's lock on a file, which goes with its process, however
 * that ends. The file tells who holds it.
 */
final class FolderLock implements WorkspaceLock {
  /** A second channel on a file of ours would give up the lock when it is closed. */
  private static final Map<Path, LockHolder> HELD = new ConcurrentHashMap<>();

  private static final int MOST_BYTES = 10_000;

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock; one whose holder died is taken over, which is told on standard error.
   *
   * @param folder of the lock's file, made where there is none
   * @param location of the workspace, for people
   * @throws WorkspaceInUse if a living process holds it
   */
  static FolderLock take(Path folder, String location, LockHolder me) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.toRealPath().resolve("workspace.lock");
    LockHolder here = HELD.putIfAbsent(file, me);
    if (here != null) {
      throw new WorkspaceInUse(location, here.toString(), "");
    }
    FileChannel channel = null;
    try {
      // The file stays: removing it could leave two processes with locks on two files of one name.
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      Optional<LockHolder> told = LockHolder.parse(read(channel));
      if (lock == null) {
        throw new WorkspaceInUse(
            location, told.map(LockHolder::toString).orElse("another process"), "");
      }
      told.ifPresent(
          dead ->
              System.err.printf(
                  "note: taking the workspace over from %s, which ended without letting go%n",
                  dead));
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(Workspace.JSON.writeValueAsBytes(me)), 0);
      return new FolderLock(file, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      HELD.remove(file);
      throw e;
    }
  }

  @Override
  public void check() {
    // The operating system keeps it for as long as this process lives.
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.truncate(0);
      channel.close();
      HELD.remove(file);
    }
  }

  private static byte[] read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(MOST_BYTES, channel.size()));
    while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) > 0) {
      // Reads on until all is there.
    }
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }
}
