package dev.docent.transforms.wikipedia.dump;

import dev.docent.transforms.wikipedia.bzip2.Bzip2InputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The decoded bytes of a split and, if the reader goes on, of what follows it in the file. Where
 * the split's own bytes end is known by the time that a byte after them has been read.
 *
 * <p>A read of damaged bzip2 data throws a {@link
 * dev.docent.transforms.wikipedia.bzip2.DamageException}, and the next one goes on behind it.
 */
public final class SplitStream extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DumpSplit split;
  private final FileRange range;
  private @Nullable InputStream in;
  private boolean atEndOfFile;

  private SplitStream(DumpSplit split, FileRange range) {
    this.split = split;
    this.range = range;
  }

  /** Opens a split for reading. */
  public static SplitStream open(DumpSplit split) throws IOException {
    return new SplitStream(split, new FileRange(split.file(), split.start()));
  }

  /** Whether the split begins with the file. */
  boolean isFirst() {
    return split.start() == 0;
  }

  /** Where the split's own decoded bytes end; the greatest number while that isn't known. */
  long limit() {
    return switch (split.format()) {
      case XML -> split.end() - split.start();
      case GZIP -> Long.MAX_VALUE;
      case BZIP2 -> in instanceof Bzip2InputStream bzip2 ? bzip2.limit() : Long.MAX_VALUE;
    };
  }

  /** Whether all bytes up to the file's end have been read. */
  boolean isAtEndOfFile() {
    return atEndOfFile;
  }

  /** Bytes of the file before the place up to which it was taken in. */
  long fileOffset() {
    return in instanceof Bzip2InputStream bzip2
        ? Math.min(bzip2.fileOffset(), split.fileBytes())
        : range.position();
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
      // Not before: a decoder may at once read a head, which may be damaged.
      in =
          switch (split.format()) {
            case XML -> range;
            case GZIP -> new GZIPInputStream(new BufferedInputStream(range, BUFFER_BYTES));
            case BZIP2 -> new Bzip2InputStream(range, split.start(), split.end());
          };
    }
    int n = in.read(target, from, count);
    atEndOfFile |= n < 0;
    return n;
  }

  @Override
  public void close() throws IOException {
    if (in == null) {
      range.close();
    } else {
      // Closes the range, too.
      in.close();
    }
  }
}
