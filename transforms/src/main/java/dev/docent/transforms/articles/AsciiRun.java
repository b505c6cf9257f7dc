package dev.docent.transforms.articles;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Skips bytes below 128, which are nearly all of most pages, eight at a time. */
final class AsciiRun {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private static final long LOW_BITS = 0x0101010101010101L;

  private AsciiRun() {}

  /**
   * Whether one of some bytes, all below 128, is a given one.
   *
   * @see <a href="https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord">Determine if a
   *     word has a zero byte</a>
   */
  static boolean holds(byte[] ascii, byte sought) {
    long pattern = LOW_BITS * sought;
    int i = 0;
    for (int last = ascii.length - Long.BYTES; i <= last; i += Long.BYTES) {
      long difference = (long) LONGS.get(ascii, i) ^ pattern;
      if (((difference - LOW_BITS) & ~difference & HIGH_BITS) != 0) {
        return true;
      }
    }
    for (; i < ascii.length; i++) {
      if (ascii[i] == sought) {
        return true;
      }
    }
    return false;
  }

  /** The place of the first byte above 127 from a place on, or the length. */
  static int end(byte[] bytes, int from) {
    int i = from;
    for (int last = bytes.length - Long.BYTES; i <= last; i += Long.BYTES) {
      if (((long) LONGS.get(bytes, i) & HIGH_BITS) != 0) {
        break;
      }
    }
    while (i < bytes.length && bytes[i] >= 0) {
      i++;
    }
    return i;
  }
}
