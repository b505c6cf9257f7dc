package dev.docent.transforms.wikipedia.bzip2;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A block's links over two bytes. Places are in the order of the bytes from there on, so those at
 * which the same pair begins lie side by side. An entry holds the place two bytes on and, in its
 * lowest bits, a code of the pair, where it is frequent enough to have one.
 */
final class Pairs {
  /** A block has less than 2^20 places, so that both fit into 32 bits. */
  static final int CODE_BITS = 12;

  private static final int CODE_MASK = (1 << CODE_BITS) - 1;

  /** The code of all pairs that have none of their own. */
  private static final int RARE = 0;

  /** With fewer places a pair gets no code, so that most blocks have enough of them. */
  private static final int FREQUENT = 8;

  private static final VarHandle PAIR =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);

  /** By code, the first byte the lower one. */
  private final char[] ofCode = new char[1 << CODE_BITS];

  /** Where each pair's places begin, and the pair. */
  private int[] starts = new int[1 << CODE_BITS];

  private char[] ofStart = new char[1 << CODE_BITS];
  private int count;
  private int codes;

  /**
   * Links a block.
   *
   * @param single by place: the place that follows and, in the lowest 8 bits, the byte
   * @param twofold receives the entries, from {@code base} on
   */
  void link(int[] single, int size, int[] twofold, int base) {
    count = 0;
    codes = 0;
    int last = -1;
    int start = 0;
    int code = RARE;
    for (int place = 0; place < size; place++) {
      int first = single[place];
      int second = single[first >>> 8];
      int pair = (second & 0xff) << 8 | first & 0xff;
      if (pair != last) {
        end(start, place, code, twofold, base);
        start = place;
        last = pair;
        code = begin(place, (char) pair);
      }
      twofold[base + place] = second >>> 8 << CODE_BITS | code;
    }
    end(start, size, code, twofold, base);
  }

  private int begin(int place, char pair) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ofStart = Arrays.copyOf(ofStart, count * 2);
    }
    starts[count] = place;
    ofStart[count++] = pair;
    if (codes == CODE_MASK) {
      return RARE;
    }
    codes++;
    ofCode[codes] = pair;
    return codes;
  }

  /** Takes the code back from a pair that has turned out to be rare. */
  private void end(int from, int to, int code, int[] twofold, int base) {
    if (code != RARE && to - from < FREQUENT) {
      for (int place = from; place < to; place++) {
        twofold[base + place] &= ~CODE_MASK;
      }
      codes--;
    }
  }

  /**
   * Writes the pairs of a chain's steps.
   *
   * @param path the entries passed, from {@code offset} on
   * @param from the place of the first of them
   */
  void decode(int[] path, int offset, int steps, int from, byte[] out, int to) {
    char[] known = ofCode;
    int place = from;
    for (int i = 0; i < steps; i++) {
      int entry = path[offset + i];
      int code = entry & CODE_MASK;
      PAIR.set(out, to + 2 * i, code == RARE ? rare(place) : known[code]);
      place = entry >>> CODE_BITS;
    }
  }

  private char rare(int place) {
    int found = Arrays.binarySearch(starts, 0, count, place);
    return ofStart[found < 0 ? -found - 2 : found];
  }
}
