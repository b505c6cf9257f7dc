package dev.docent.transforms.wikipedia.bzip2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bits of a file, the highest of each byte first. {@link #ensure} fills the buffer, so that loops
 * over the next {@link #AHEAD} bytes need no checks; after the file's end follow zeros, and {@link
 * #checkEnd} says whether any were taken.
 */
final class BitInput {
  /** Bytes that may be taken after {@link #ensure}. */
  static final int AHEAD = 256;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int READ_BYTES = 1 << 18;

  private final InputStream in;

  /** The bytes from the mark on, and at least {@link #AHEAD} after the limit. */
  byte[] buffer = new byte[2 * READ_BYTES + AHEAD];

  /** The next byte to be taken into {@link #bits}. */
  int next;

  /** The next bits, the first the highest. */
  long bits;

  /** How many of {@link #bits} count. */
  int count;

  private int limit;
  private long bufferOffset;
  private int mark;
  private boolean ended;

  BitInput(InputStream in, long fileOffset) {
    this.in = in;
    this.bufferOffset = fileOffset;
  }

  /** Offset of the next bit in the file, in bits. */
  long position() {
    return (bufferOffset + next) * 8 - count;
  }

  /** Keeps the bytes from here on, to come back to. */
  void mark() {
    mark = next - (count + 7 >>> 3);
  }

  /** Goes to a bit at or after the mark, and before the limit. */
  void seek(long bit) {
    next = (int) ((bit >>> 3) - bufferOffset);
    bits = 0;
    count = 0;
    refill();
    int skipped = (int) (bit & 7);
    bits <<= skipped;
    count -= skipped;
  }

  void ensure() throws IOException {
    if (limit - next < AHEAD && !ended) {
      fill();
    }
  }

  /** Makes at least 56 bits count. */
  void refill() {
    bits |= (long) LONG.get(buffer, next) >>> count;
    next += 63 - count >>> 3;
    count |= 56;
  }

  /** Takes up to 32 bits. */
  int read(int n) throws IOException {
    if (count < n) {
      ensure();
      refill();
      checkEnd();
    }
    int value = (int) (bits >>> 64 - n);
    bits <<= n;
    count -= n;
    return value;
  }

  void align() {
    int rest = count & 7;
    bits <<= rest;
    count -= rest;
  }

  /** Whether not a whole byte is left. */
  boolean atEnd() throws IOException {
    ensure();
    return ended && position() + 8 > (bufferOffset + limit) * 8;
  }

  /** Throws if bits were taken that the file doesn't have. */
  void checkEnd() throws EOFException {
    if (next > limit && position() > (bufferOffset + limit) * 8) {
      throw new EOFException("the file ends inside of a bzip2 block");
    }
  }

  /**
   * Goes to the next occurrence of a block's magic number, at whatever bit.
   *
   * @return its position, before which the reader then stands; -1 where there is none
   */
  long scan(long magic) throws IOException {
    long window = 0;
    int seen = 0;
    while (true) {
      ensure();
      if (limit - next < AHEAD && next - (count >>> 3) >= limit) {
        return -1;
      }
      if (count < 8) {
        refill();
      }
      // Byte by byte, with the eight ways in which the magic number may lie in 56 bits.
      window = window << 8 | bits >>> 56;
      bits <<= 8;
      count -= 8;
      seen += 8;
      if (seen >= 48) {
        for (int shift = Math.min(7, seen - 48); shift >= 0; shift--) {
          if ((window >>> shift & 0xffff_ffff_ffffL) == magic) {
            long found = position() - shift - 48;
            seek(found);
            return found;
          }
        }
      }
      if (next > READ_BYTES) {
        mark = next - 32;
      }
      seen = Math.min(seen, 56);
    }
  }

  private void fill() throws IOException {
    int kept = Math.min(mark, next);
    if (kept > 0) {
      System.arraycopy(buffer, kept, buffer, 0, limit - kept);
      bufferOffset += kept;
      next -= kept;
      limit -= kept;
      mark -= kept;
    }
    if (buffer.length - limit < READ_BYTES + AHEAD) {
      buffer = Arrays.copyOf(buffer, buffer.length + 2 * READ_BYTES);
    }
    while (!ended && limit - next < READ_BYTES) {
      int n = in.read(buffer, limit, buffer.length - limit - AHEAD);
      if (n < 0) {
        ended = true;
        Arrays.fill(buffer, limit, limit + AHEAD, (byte) 0);
      } else {
        limit += n;
      }
    }
  }
}
