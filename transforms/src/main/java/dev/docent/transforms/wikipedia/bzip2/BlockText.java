package dev.docent.transforms.wikipedia.bzip2;

import java.util.Arrays;

/** The bytes of a block as they were before compression. */
final class BlockText {
  byte[] bytes = new byte[1 << 16];
  int size;

  /**
   * Writes out the counted runs: after four equal bytes stands how many more there are.
   *
   * @param from holds the block's bytes from {@code begin} to {@code end}
   */
  void expand(byte[] from, int begin, int end) {
    byte[] to = bytes.length < end - begin ? new byte[end - begin + (end - begin >> 3)] : bytes;
    int o = 0;
    int start = begin;
    // Copies what stands between runs at a stroke.
    for (int i = begin + 3; i < end; i++) {
      byte b = from[i];
      if (b == from[i - 1] && b == from[i - 2] && b == from[i - 3]) {
        int length = i + 1 - start;
        int more = i + 1 < end ? from[i + 1] & 0xff : 0;
        if (o + length + more + (end - i) > to.length) {
          to = Arrays.copyOf(to, Math.max(to.length * 2, o + length + more + (end - i)));
        }
        System.arraycopy(from, start, to, o, length);
        o += length;
        Arrays.fill(to, o, o + more, b);
        o += more;
        start = i + 2;
        // The bytes of the next run all come after the count.
        i += 4;
      }
    }
    if (start < end) {
      if (o + end - start > to.length) {
        to = Arrays.copyOf(to, o + end - start);
      }
      System.arraycopy(from, start, to, o, end - start);
      o += end - start;
    }
    bytes = to;
    size = o;
  }
}
