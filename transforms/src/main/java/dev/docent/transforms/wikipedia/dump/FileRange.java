package dev.docent.transforms.wikipedia.dump;

import dev.docent.transforms.wikipedia.bzip2.Rewindable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes of a file from one offset to another. A file that can't be read throws {@link
 * UncheckedIOException}, so that it isn't taken for damaged content, of which decoders throw an
 * IOException.
 */
final class FileRange extends InputStream implements Rewindable {
  private final SeekableByteChannel channel;
  private long position;
  private long end;

  FileRange(Path file, long start, long end) throws IOException {
    this.channel = Files.newByteChannel(file);
    this.channel.position(start);
    this.position = start;
    this.end = end;
  }

  /** The offset in the file of the next byte. */
  long position() {
    return position;
  }

  @Override
  public void seek(long offset) throws IOException {
    channel.position(offset);
    position = offset;
  }

  /** Goes on to a later end. */
  void extendTo(long newEnd) {
    end = newEnd;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int count) {
    if (position >= end) {
      return -1;
    }
    try {
      int n = channel.read(ByteBuffer.wrap(target, from, (int) Math.min(count, end - position)));
      if (n > 0) {
        position += n;
      }
      return n;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
