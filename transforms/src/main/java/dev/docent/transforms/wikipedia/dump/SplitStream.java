package dev.docent.transforms.wikipedia.dump;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The decoded bytes of a split and, if the reader goes on, of what follows it in the file. Where
 * the split's own bytes end is known by the time that a byte after them has been read.
 */
public final class SplitStream extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DumpSplit split;
  private final FileRange range;
  private @Nullable InputStream in;
  private @Nullable IOException pendingFault;
  private long decoded;
  private long limit = Long.MAX_VALUE;
  private boolean atEndOfFile;

  private SplitStream(DumpSplit split, FileRange range) {
    this.split = split;
    this.range = range;
  }

  /** Opens a split for reading. */
  public static SplitStream open(DumpSplit split) throws IOException {
    return new SplitStream(split, new FileRange(split.path(), split.start(), split.end()));
  }

  /** Whether the split begins with the file. */
  boolean isFirst() {
    return split.start() == 0;
  }

  /** Where the split's own decoded bytes end; the greatest number while that isn't known. */
  long limit() {
    return limit;
  }

  /** Whether all bytes up to the file's end have been read. */
  boolean isAtEndOfFile() {
    return atEndOfFile;
  }

  /** Bytes of the file before the place up to which it was taken in. */
  long fileOffset() {
    return range.position();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int count) throws IOException {
    if (in == null) {
      // Not before: the decoder at once decodes a block, which may be damaged.
      in = decoder(split, range);
    }
    int n = readKeeping(in, target, from, count);
    if (n < 0 && limit == Long.MAX_VALUE) {
      limit = decoded;
      if (split.end() < split.fileBytes()) {
        range.extendTo(split.fileBytes());
        in = decoder(split, range);
        n = readKeeping(in, target, from, count);
      }
    }
    if (n < 0) {
      atEndOfFile = true;
    } else {
      decoded += n;
    }
    return n;
  }

  /** Reads; what was decoded before a fault counts, and the fault comes with the next read. */
  private int readKeeping(InputStream source, byte[] target, int from, int count)
      throws IOException {
    if (pendingFault != null) {
      throw pendingFault;
    }
    if (!split.bzip2()) {
      return source.read(target, from, count);
    }
    int n = 0;
    try {
      // The decoder works byte by byte anyway; its own loop would lose them on a fault.
      for (int b = 0; n < count && (b = source.read()) >= 0; n++) {
        target[from + n] = (byte) b;
      }
    } catch (UncheckedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      pendingFault = new IOException(e.getMessage(), e);
    }
    if (n == 0 && pendingFault != null) {
      throw pendingFault;
    }
    return n == 0 ? -1 : n;
  }

  @Override
  public void close() throws IOException {
    range.close();
  }

  private static InputStream decoder(DumpSplit split, FileRange range) throws IOException {
    InputStream buffered = new BufferedInputStream(range, BUFFER_BYTES);
    return split.bzip2() ? new BZip2CompressorInputStream(buffered, true) : buffered;
  }
}
