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
    // Of four equal bytes a pair begins at the one or the other of two places.
    for (int i = begin + 1; i < end; i += 2) {
      byte b = from[i];
      if (b != from[i - 1]) {
        continue;
      }
      int first = i - 1;
      if (first > start && from[first - 1] == b) {
        first--;
      }
      if (first + 3 >= end || from[first + 2] != b || from[first + 3] != b) {
        continue;
      }
      int length = first + 4 - start;
      int more = first + 4 < end ? from[first + 4] & 0xff : 0;
      if (o + length + more + (end - first) > to.length) {
        to = Arrays.copyOf(to, Math.max(to.length * 2, o + length + more + (end - first)));
      }
      System.arraycopy(from, start, to, o, length);
      o += length;
      Arrays.fill(to, o, o + more, b);
      o += more;
      start = first + 5;
      // The next pair lies behind the count.
      i = start - 1;
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
