package dev.docent.transforms.wikipedia.bzip2;

import java.io.IOException;
import java.util.Arrays;

/**
 * A canonical Huffman code: symbols of up to {@link #FAST_BITS} bits by one look into a table,
 * longer ones by the limits of their lengths.
 */
final class HuffmanTable {
  static final int FAST_BITS = 11;
  static final int MAX_LENGTH = 20;

  /**
   * By the next bits: a symbol and, in the lowest 5 bits, its length; 0 where the code is longer.
   */
  final short[] fast = new short[1 << FAST_BITS];

  private final int[] limit = new int[MAX_LENGTH + 1];
  private final int[] base = new int[MAX_LENGTH + 1];
  private final int[] symbols = new int[258];
  private int codes;

  /**
   * Builds the code.
   *
   * @throws IOException if more codes of a length are asked for than there are
   */
  void build(int[] lengths, int alphabet) throws IOException {
    Arrays.fill(fast, (short) 0);
    int code = 0;
    codes = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      code <<= 1;
      base[length] = codes - code;
      for (int symbol = 0; symbol < alphabet; symbol++) {
        if (lengths[symbol] == length) {
          if (code >= 1 << length) {
            throw new IOException("a bzip2 block has a Huffman code that can't be");
          }
          symbols[codes++] = symbol;
          if (length <= FAST_BITS) {
            int from = code << FAST_BITS - length;
            int to = from + (1 << FAST_BITS - length);
            Arrays.fill(fast, from, to, (short) (symbol << 5 | length));
          }
          code++;
        }
      }
      limit[length] = code;
    }
  }

  /**
   * The symbol at the front of some bits whose code is longer than the table's.
   *
   * @return as in {@link #fast}
   */
  int slow(long bits) throws IOException {
    for (int length = FAST_BITS + 1; length <= MAX_LENGTH; length++) {
      int code = (int) (bits >>> 64 - length);
      if (code < limit[length]) {
        int index = code + base[length];
        if (index >= 0 && index < codes) {
          return symbols[index] << 5 | length;
        }
        break;
      }
    }
    throw new IOException("a bzip2 block has bits that are no code");
  }
}
