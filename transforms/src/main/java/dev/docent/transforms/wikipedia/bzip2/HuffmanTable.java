package dev.docent.transforms.wikipedia.bzip2;

import java.io.IOException;

/** A canonical Huffman code: most symbols by one look into a table, long ones by their limits. */
final class HuffmanTable {
  static final int FAST_BITS = 11;
  static final int MAX_LENGTH = 20;

  /** Symbol and, in the lowest 5 bits, its length; 0 where the code is longer. */
  final short[] fast = new short[1 << FAST_BITS];

  private final int[] limit = new int[MAX_LENGTH + 2];
  private final int[] base = new int[MAX_LENGTH + 2];
  private final int[] symbols = new int[258];
  private int codes;

  /**
   * Builds the code.
   *
   * @throws IOException if the lengths are none of a prefix code
   */
  void build(int[] lengths, int alphabet) throws IOException {
    java.util.Arrays.fill(fast, (short) 0);
    int code = 0;
    codes = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      code <<= 1;
      base[length] = codes - code;
      for (int symbol = 0; symbol < alphabet; symbol++) {
        if (lengths[symbol] == length) {
          symbols[codes++] = symbol;
          if (length <= FAST_BITS && code < 1 << length) {
            int from = code << FAST_BITS - length;
            java.util.Arrays.fill(
                fast, from, from + (1 << FAST_BITS - length), (short) (symbol << 5 | length));
          }
          code++;
        }
      }
      limit[length] = code;
      if (code > 1 << length) {
        throw new IOException("a bzip2 block has a Huffman code that is none");
      }
    }
  }

  /** Reads a symbol whose code is longer than the table's. */
  int slow(BitReader bits) throws IOException {
    for (int length = FAST_BITS + 1; length <= MAX_LENGTH; length++) {
      int code = bits.peek(length);
      if (code < limit[length]) {
        int index = code + base[length];
        if (index < 0 || index >= codes) {
          break;
        }
        bits.skip(length);
        return symbols[index];
      }
    }
    throw new IOException("a bzip2 block has bits that are no code");
  }
}
