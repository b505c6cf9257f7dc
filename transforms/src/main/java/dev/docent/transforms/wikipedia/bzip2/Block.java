package dev.docent.transforms.wikipedia.bzip2;

import java.io.IOException;
import java.util.Arrays;

/** Reads blocks: their Huffman coding, runs and moving to the front undone. */
final class Block {
  private static final int GROUP = 50;

  /** Bytes in a long. */
  private static final int NEAREST = 8;

  private static final int MAX_SELECTORS = 18_002;

  private final Chains chains;
  private final byte[] sorted;
  private final byte[] selectors = new byte[MAX_SELECTORS];
  private final HuffmanTable[] tables = new HuffmanTable[6];
  private final int[] lengths = new int[258];
  private final byte[] front = new byte[256];
  private final int[] counts = new int[256];

  Block(Chains chains) {
    this.chains = chains;
    this.sorted = new byte[chains.blockBytes + Long.BYTES];
    Arrays.setAll(tables, i -> new HuffmanTable());
  }

  Chains chains() {
    return chains;
  }

  /**
   * Reads what follows the block's magic number, and adds its chain.
   *
   * @return the checksum that the file states
   */
  int read(BitInput in) throws IOException {
    int crc = in.read(32);
    if (in.read(1) != 0) {
      throw new IOException("a bzip2 block is randomised, as none has been since 1999");
    }
    int origin = in.read(24);
    int used = readUsed(in);
    int selectorCount = readTables(in, used + 2);
    int size = readSymbols(in, used + 1, selectorCount);
    if (origin >= size) {
      throw new IOException("a bzip2 block's origin lies outside of it");
    }
    chains.add(sorted, size, counts, origin);
    return crc;
  }

  private int readUsed(BitInput in) throws IOException {
    int groups = in.read(16);
    int used = 0;
    for (int group = 0; group < 16; group++) {
      if ((groups & 0x8000 >>> group) != 0) {
        int members = in.read(16);
        for (int i = 0; i < 16; i++) {
          if ((members & 0x8000 >>> i) != 0) {
            front[used++] = (byte) (group << 4 | i);
          }
        }
      }
    }
    if (used == 0) {
      throw new IOException("a bzip2 block uses no byte");
    }
    return used;
  }

  private int readTables(BitInput in, int alphabet) throws IOException {
    int tableCount = in.read(3);
    int selectorCount = in.read(15);
    if (tableCount < 2 || tableCount > 6 || selectorCount == 0) {
      throw new IOException(
          "a bzip2 block has %d codes and %d selectors".formatted(tableCount, selectorCount));
    }
    byte[] order = {0, 1, 2, 3, 4, 5};
    for (int i = 0; i < selectorCount; i++) {
      int place = 0;
      while (in.read(1) != 0) {
        if (++place >= tableCount) {
          throw new IOException("a bzip2 block has a selector that can't be");
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
      int length = in.read(5);
      for (int symbol = 0; symbol < alphabet; symbol++) {
        while (in.read(1) != 0) {
          length += in.read(1) == 0 ? 1 : -1;
          if (length < 1 || length > HuffmanTable.MAX_LENGTH) {
            throw new IOException("a bzip2 block has a code of %d bits".formatted(length));
          }
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

  /** Undoes the Huffman coding, the runs of zeros and the moving to the front. */
  private int readSymbols(BitInput in, int end, int selectorCount) throws IOException {
    Arrays.fill(counts, 0);
    // A run of equal bytes that goes on from group to group: its length and the next digit's
    // weight.
    int n = 0;
    int run = 0;
    int weight = 1;
    byte[] text = sorted;
    byte[] recent = front;
    // The first of those moved to the front, the very first lowest; the others are in the array.
    long nearest = 0;
    long nearer = 0;
    for (int i = 0; i < NEAREST; i++) {
      nearest |= (recent[i] & 0xffL) << (i << 3);
      nearer |= (recent[NEAREST + i] & 0xffL) << (i << 3);
    }
    int[] seen = counts;
    int most = chains.blockBytes;
    for (int group = 0; group < selectorCount; group++) {
      // A group takes at most 50 codes of 20 bits, which are 125 bytes.
      in.ensure();
      HuffmanTable table = tables[selectors[group]];
      short[] fast = table.fast;
      byte[] buffer = in.buffer;
      int next = in.next;
      long bits = in.bits;
      int count = in.count;
      for (int i = 0; i < GROUP; i++) {
        if (count < HuffmanTable.MAX_LENGTH) {
          bits |= (long) BitInput.LONG.get(buffer, next) >>> count;
          next += 63 - count >>> 3;
          count |= 56;
        }
        int entry = fast[(int) (bits >>> 64 - HuffmanTable.FAST_BITS)];
        if (entry == 0) {
          entry = table.slow(bits);
        }
        int length = entry & 31;
        bits <<= length;
        count -= length;
        int symbol = entry >> 5;
        if (symbol < 2) {
          run += weight << symbol;
          weight <<= 1;
          if (run > most - n) {
            throw new IOException("a bzip2 block is longer than its stream's head allows");
          }
          continue;
        }
        if (run > 0) {
          byte b = (byte) nearest;
          seen[b & 0xff] += run;
          // Most runs are short: eight bytes at a stroke; those beyond the run are written over.
          BitInput.LONG.set(text, n, (nearest & 0xff) * 0x0101_0101_0101_0101L);
          if (run > 8) {
            Arrays.fill(text, n + 8, n + run, b);
          }
          n += run;
          run = 0;
          weight = 1;
        }
        if (symbol == end) {
          in.next = next;
          in.bits = bits;
          in.count = count;
          in.checkEnd();
          return n;
        }
        if (n == most) {
          throw new IOException("a bzip2 block is longer than its stream's head allows");
        }
        int place = symbol - 1;
        int b;
        if (place < NEAREST) {
          // Which of them it is can't be foreseen, so a loop would cost more than these steps.
          int shift = place << 3;
          b = (int) (nearest >>> shift) & 0xff;
          long moved = (0xffL << shift) | (1L << shift) - 1;
          nearest = nearest & ~moved | nearest << 8 & moved | b;
        } else {
          long last = nearest >>> 56;
          if (place < 2 * NEAREST) {
            int shift = place - NEAREST << 3;
            b = (int) (nearer >>> shift) & 0xff;
            long moved = (0xffL << shift) | (1L << shift) - 1;
            nearer = nearer & ~moved | nearer << 8 & moved | last;
          } else {
            b = recent[place] & 0xff;
            System.arraycopy(recent, 2 * NEAREST, recent, 2 * NEAREST + 1, place - 2 * NEAREST);
            recent[2 * NEAREST] = (byte) (nearer >>> 56);
            nearer = nearer << 8 | last;
          }
          nearest = nearest << 8 | b;
        }
        seen[b]++;
        text[n++] = (byte) b;
      }
      in.next = next;
      in.bits = bits;
      in.count = count;
      in.checkEnd();
    }
    throw new IOException("a bzip2 block has no end");
  }
}
