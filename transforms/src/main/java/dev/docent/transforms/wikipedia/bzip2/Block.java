package dev.docent.transforms.wikipedia.bzip2;

import java.io.IOException;
import java.util.Arrays;

/** One block: its entropy coding undone, then its sorting, then its runs. */
final class Block {
  static final int MAX_BYTES = 900_000;
  private static final int GROUP = 50;
  private static final int MAX_SELECTORS = 18_002;

  private final byte[] last = new byte[MAX_BYTES];

  /** For each place in sorted order: the place that follows, and in the lowest 8 bits its byte. */
  final int[] chain = new int[MAX_BYTES];

  /** The block with its runs still counted. */
  final byte[] raw = new byte[MAX_BYTES];

  private final byte[] selectors = new byte[MAX_SELECTORS];
  private final HuffmanTable[] tables = new HuffmanTable[6];
  private final int[] lengths = new int[258];
  private final byte[] recent = new byte[256];
  private final int[] counts = new int[256];

  long start;
  int crc;
  int size;
  int first;

  private byte[] out = new byte[MAX_BYTES + 64];
  private int outSize;

  Block() {
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new HuffmanTable();
    }
  }

  byte[] out() {
    return out;
  }

  int outSize() {
    return outSize;
  }

  /** Reads what follows the block's magic number, up to the sorted text's chain. */
  void read(BitReader bits) throws IOException {
    crc = bits.read(32);
    if (bits.read(1) != 0) {
      throw new IOException("a bzip2 block is randomised, as none has been since 1999");
    }
    int origin = bits.read(24);
    int used = readUsed(bits);
    int selectorCount = readTables(bits, used + 2);
    size = readSymbols(bits, used + 1, selectorCount);
    if (origin >= size) {
      throw new IOException("a bzip2 block's origin lies outside of it");
    }
    first = origin;
    link();
  }

  private int readUsed(BitReader bits) throws IOException {
    int groups = bits.read(16);
    int used = 0;
    for (int group = 0; group < 16; group++) {
      if ((groups & 0x8000 >>> group) != 0) {
        int members = bits.read(16);
        for (int i = 0; i < 16; i++) {
          if ((members & 0x8000 >>> i) != 0) {
            recent[used++] = (byte) (group << 4 | i);
          }
        }
      }
    }
    if (used == 0) {
      throw new IOException("a bzip2 block uses no byte");
    }
    return used;
  }

  private int readTables(BitReader bits, int alphabet) throws IOException {
    int tableCount = bits.read(3);
    int selectorCount = bits.read(15);
    if (tableCount < 2 || tableCount > 6 || selectorCount == 0) {
      throw new IOException(
          "a bzip2 block has %d codes and %d selectors".formatted(tableCount, selectorCount));
    }
    byte[] order = {0, 1, 2, 3, 4, 5};
    for (int i = 0; i < selectorCount; i++) {
      int place = 0;
      while (bits.read(1) != 0) {
        if (++place >= tableCount) {
          throw new IOException("a bzip2 block has an illegal selector");
        }
      }
      byte table = order[place];
      System.arraycopy(order, 0, order, 1, place);
      order[0] = table;
      // Some compressors write more than can be used; they are passed over.
      if (i < MAX_SELECTORS) {
        selectors[i] = table;
      }
    }
    for (int t = 0; t < tableCount; t++) {
      int length = bits.read(5);
      for (int symbol = 0; symbol < alphabet; symbol++) {
        while (bits.read(1) != 0) {
          length += bits.read(1) == 0 ? 1 : -1;
        }
        if (length < 1 || length > HuffmanTable.MAX_LENGTH) {
          throw new IOException("a bzip2 block has a code of %d bits".formatted(length));
        }
        lengths[symbol] = length;
      }
      tables[t].build(lengths, alphabet);
    }
    return Math.min(selectorCount, MAX_SELECTORS);
  }

  /** Undoes the Huffman coding, the runs of zeros and move-to-front. */
  private int readSymbols(BitReader bits, int end, int selectorCount) throws IOException {
    byte[] text = last;
    byte[] front = recent;
    Arrays.fill(counts, 0);
    int n = 0;
    int run = 0;
    int weight = 1;
    for (int group = 0; group < selectorCount; group++) {
      HuffmanTable table = tables[selectors[group]];
      short[] fast = table.fast;
      for (int i = 0; i < GROUP; i++) {
        int entry = fast[bits.peek(HuffmanTable.FAST_BITS)];
        int symbol;
        if (entry != 0) {
          bits.skip(entry & 31);
          symbol = entry >> 5;
        } else {
          symbol = table.slow(bits);
        }
        if (symbol < 2) {
          run += weight << symbol;
          weight <<= 1;
          if (run > MAX_BYTES - n) {
            throw new IOException("a bzip2 block is longer than 900,000 bytes");
          }
          continue;
        }
        if (run > 0) {
          Arrays.fill(text, n, n + run, front[0]);
          counts[front[0] & 0xff] += run;
          n += run;
          run = 0;
          weight = 1;
        }
        if (symbol == end) {
          return n;
        }
        if (n == MAX_BYTES) {
          throw new IOException("a bzip2 block is longer than 900,000 bytes");
        }
        int place = symbol - 1;
        byte b = front[place];
        if (place < 16) {
          for (int p = place; p > 0; p--) {
            front[p] = front[p - 1];
          }
        } else {
          System.arraycopy(front, 0, front, 1, place);
        }
        front[0] = b;
        counts[b & 0xff]++;
        text[n++] = b;
      }
    }
    throw new IOException("a bzip2 block has no end");
  }

  private void link() {
    int sum = 0;
    for (int i = 0; i < 256; i++) {
      int c = counts[i];
      counts[i] = sum;
      sum += c;
    }
    byte[] text = last;
    int[] places = counts;
    int[] to = chain;
    for (int i = 0; i < size; i++) {
      int b = text[i] & 0xff;
      to[places[b]++] = i << 8 | b;
    }
  }

  /** Undoes the counting of runs. */
  void expand() {
    byte[] from = raw;
    byte[] to = out;
    int n = size;
    int o = 0;
    int equal = 0;
    int previous = -1;
    for (int i = 0; i < n; i++) {
      byte b = from[i];
      if (equal == 4) {
        int more = b & 0xff;
        if (o + more + n - i + 64 > to.length) {
          to = Arrays.copyOf(to, Math.max(to.length * 2, o + more + n - i + 64));
        }
        Arrays.fill(to, o, o + more, (byte) previous);
        o += more;
        equal = 0;
        previous = -1;
        continue;
      }
      equal = b == previous ? equal + 1 : 1;
      // Kept with its sign; -1 stands for none only after a run, where the count restarts.
      previous = b;
      to[o++] = b;
    }
    out = to;
    outSize = o;
  }
}
