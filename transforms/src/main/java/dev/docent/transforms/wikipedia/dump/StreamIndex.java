package dev.docent.transforms.wikipedia.dump;

import dev.docent.transforms.wikipedia.bzip2.Bzip2InputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The index that lies beside a multistream dump, {@code ...-multistream-index.txt.bz2}: lines of
 * {@code offset:page id:title}, where the offset is that of the page's stream.
 */
final class StreamIndex {
  private StreamIndex() {}

  /** The index file's name; empty where a dump isn't named as one that has an index. */
  static String nameOf(String dump) {
    int at = dump.lastIndexOf("-multistream");
    int xml = dump.lastIndexOf(".xml");
    return at < 0 || xml < at || !dump.endsWith(".bz2")
        ? ""
        : dump.substring(0, at)
            + "-multistream-index.txt"
            + dump.substring(xml + ".xml".length(), dump.length() - ".bz2".length())
            + ".bz2";
  }

  /**
   * For each wanted offset, in ascending order, the first stream's that isn't less.
   *
   * @return shorter where no more streams follow; empty where there is no index that can be read
   */
  static long[] streamsAt(String dump, long[] wanted) throws IOException {
    String index = nameOf(dump);
    if (index.isEmpty() || wanted.length == 0) {
      return new long[0];
    }
    try (InputStream in = new Bzip2InputStream(new FileRange(index, 0))) {
      return find(in, wanted);
    } catch (IOException | UncheckedIOException e) {
      // No index, or a damaged one: streams are found without it.
      return new long[0];
    }
  }

  private static long[] find(InputStream in, long[] wanted) throws IOException {
    long[] found = new long[wanted.length];
    int count = 0;
    byte[] buffer = new byte[1 << 16];
    long offset = 0;
    boolean inOffset = true;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        byte c = buffer[i];
        if (c == '\n') {
          offset = 0;
          inOffset = true;
        } else if (inOffset && c >= '0' && c <= '9') {
          offset = offset * 10 + c - '0';
        } else if (inOffset) {
          inOffset = false;
          while (count < wanted.length && offset >= wanted[count]) {
            found[count++] = offset;
          }
        }
      }
    }
    return Arrays.copyOf(found, count);
  }
}
