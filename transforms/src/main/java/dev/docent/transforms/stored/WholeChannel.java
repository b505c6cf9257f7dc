package dev.docent.transforms.stored;

import dev.docent.records.TransientFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Reads a stored file as long as it is. The JDK's HTTP client takes an answer that is cut off for
 * one that has ended, and Beam's channel of S3 then reads nothing; here the rest is asked for.
 */
public final class WholeChannel implements SeekableByteChannel {
  /** How often in a row an answer without a byte is asked for. */
  private static final int READS = 4;

  /** Opens the file at its start. */
  @FunctionalInterface
  interface Opening {
    SeekableByteChannel open() throws IOException;
  }

  private final String name;
  private final Opening opening;
  private final long size;
  private SeekableByteChannel channel;
  private long position;

  WholeChannel(String name, Opening opening) throws IOException {
    this(name, opening, opening.open());
  }

  private WholeChannel(String name, Opening opening, SeekableByteChannel channel)
      throws IOException {
    this.name = name;
    this.opening = opening;
    this.channel = channel;
    this.size = channel.size();
  }

  /**
   * Opens a file by its URL. A read throws a {@link TransientFailure} where no more comes, though
   * there is more. Of stores that don't tell a file's size there is no telling.
   */
  public static ReadableByteChannel open(String name) throws IOException {
    ResourceId file = FileSystems.matchNewResource(name, false);
    ReadableByteChannel channel = FileSystems.open(file);
    return channel instanceof SeekableByteChannel sized
        ? new WholeChannel(name, () -> (SeekableByteChannel) FileSystems.open(file), sized)
        : channel;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    for (int i = 0; position < size; i++) {
      int count = channel.read(target);
      if (count > 0) {
        position += count;
        return count;
      }
      if (i + 1 == READS) {
        throw new TransientFailure(
            "'%s' is cut off after %d of %d bytes, each of %d times it was asked for"
                .formatted(name, position, size, READS));
      }
      openAgain();
    }
    return -1;
  }

  private void openAgain() throws IOException {
    channel.close();
    channel = opening.open();
    if (channel.size() != size) {
      throw new TransientFailure(
          "'%s' changed while it was read: it had %d bytes and has %d"
              .formatted(name, size, channel.size()));
    }
    channel.position(position);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long wanted) throws IOException {
    channel.position(wanted);
    position = wanted;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }
}
