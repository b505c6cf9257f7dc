package dev.docent.transforms.wikipedia.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Bytes of a file from an offset on. A file that can't be read throws {@link UncheckedIOException},
 * so that it isn't taken for damaged content, of which decoders throw an IOException.
 */
final class FileRange extends InputStream {
  private final ReadableByteChannel channel;
  private long position;

  FileRange(String file, long start) throws IOException {
    this.channel = DumpFiles.open(file, start);
    this.position = start;
  }

  /** The offset in the file of the next byte. */
  long position() {
    return position;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int count) {
    try {
      int n = channel.read(ByteBuffer.wrap(target, from, count));
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
