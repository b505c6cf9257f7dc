package dev.docent.transforms.wikipedia.dump;

import dev.docent.transforms.wikipedia.bzip2.Bzip2InputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
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
  private final @Nullable Bzip2InputStream blocks;
  private long decoded;
  private long limit = Long.MAX_VALUE;
  private boolean atEndOfFile;

  private SplitStream(DumpSplit split, FileRange range) {
    this.split = split;
    this.range = range;
    if (split.format() == DumpFormat.BZIP2) {
      range.extendTo(split.fileBytes());
      blocks = new Bzip2InputStream(range, split.start(), split.end(), split.start() == 0);
    } else {
      blocks = null;
    }
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
    return blocks == null ? limit : blocks.ownedBytes();
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
    if (blocks != null) {
      int n = blocks.read(target, from, count);
      atEndOfFile = n < 0;
      return n;
    }
    if (in == null) {
      in = decoder();
    }
    int n = in.read(target, from, count);
    if (n < 0 && limit == Long.MAX_VALUE) {
      limit = decoded;
      if (split.end() < split.fileBytes()) {
        range.extendTo(split.fileBytes());
        n = in.read(target, from, count);
      }
    }
    if (n < 0) {
      atEndOfFile = true;
    } else {
      decoded += n;
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    range.close();
  }

  private InputStream decoder() throws IOException {
    return split.format() == DumpFormat.GZIP ? new GZIPInputStream(range, BUFFER_BYTES) : range;
  }
}
