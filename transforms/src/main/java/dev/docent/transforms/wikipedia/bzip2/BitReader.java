package dev.docent.transforms.wikipedia.bzip2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bits of a stream, the highest of each byte first. */
final class BitReader {
  private static final int BUFFER_BYTES = 1 << 18;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferOffset;
  private int next;
  private int limit;

  /** The lowest {@link #count} bits are those to come. */
  private long bits;

  private int count;
  private int padding;

  BitReader(InputStream in, long fileOffset) {
    this.in = in;
    this.bufferOffset = fileOffset;
  }

  /** Offset in the file of the next bit. */
  long position() {
    return (bufferOffset + next) * 8 - (count - padding);
  }

  /** Goes to a bit; false where the source can't. */
  boolean seek(long bit) throws IOException {
    if (!(in instanceof Rewindable source)) {
      return false;
    }
    long offset = bit >>> 3;
    source.seek(offset);
    bufferOffset = offset;
    next = 0;
    limit = 0;
    bits = 0;
    count = 0;
    padding = 0;
    need((int) (bit & 7));
    count -= (int) (bit & 7);
    return true;
  }

  /** Reads up to 32 bits. */
  int read(int n) throws IOException {
    need(n);
    count -= n;
    return (int) (bits >>> count & (1L << n) - 1);
  }

  /** The next bits without taking them; zeros stand for those after the end. */
  int peek(int n) throws IOException {
    if (count < n) {
      fill();
    }
    return (int) (bits >>> count - n) & (1 << n) - 1;
  }

  void skip(int n) throws IOException {
    count -= n;
    if (count < padding) {
      throw new EOFException("the file ends inside of a bzip2 block");
    }
  }

  void align() {
    count -= count - padding & 7;
  }

  boolean atEnd() throws IOException {
    if (count == 0) {
      fill();
    }
    return count <= padding;
  }

  private void need(int n) throws IOException {
    if (count < n) {
      fill();
    }
    if (count - padding < n) {
      throw new EOFException("the file ends inside of a bzip2 block");
    }
  }

  private void fill() throws IOException {
    while (count <= 48) {
      if (next == limit) {
        bufferOffset += limit;
        next = 0;
        limit = 0;
        int n = padding > 0 ? -1 : in.read(buffer, 0, BUFFER_BYTES);
        if (n <= 0) {
          // Zeros, so that a table can be asked for more bits than there are.
          int more = 56 - count;
          bits <<= more;
          count += more;
          padding += more;
          return;
        }
        limit = n;
      }
      bits = bits << 8 | buffer[next++] & 0xff;
      count += 8;
    }
  }
}
