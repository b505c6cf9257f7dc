package dev.docent.transforms.wikipedia.bzip2;

/**
 * Undoes the Burrows-Wheeler transform of several blocks at once. Each step of a chain waits for
 * memory; the steps of four chains wait together.
 */
final class InverseSort {
  private InverseSort() {}

  static void run(Block[] blocks, int count) {
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      four(blocks[i], blocks[i + 1], blocks[i + 2], blocks[i + 3]);
    }
    for (; i + 2 <= count; i += 2) {
      two(blocks[i], blocks[i + 1]);
    }
    if (i < count) {
      rest(blocks[i], blocks[i].first, 0);
    }
  }

  private static void four(Block a, Block b, Block c, Block d) {
    int n = Math.min(Math.min(a.size, b.size), Math.min(c.size, d.size));
    int[] ta = a.chain;
    int[] tb = b.chain;
    int[] tc = c.chain;
    int[] td = d.chain;
    byte[] oa = a.raw;
    byte[] ob = b.raw;
    byte[] oc = c.raw;
    byte[] od = d.raw;
    int pa = a.first;
    int pb = b.first;
    int pc = c.first;
    int pd = d.first;
    for (int i = 0; i < n; i++) {
      int ea = ta[pa];
      int eb = tb[pb];
      int ec = tc[pc];
      int ed = td[pd];
      oa[i] = (byte) ea;
      ob[i] = (byte) eb;
      oc[i] = (byte) ec;
      od[i] = (byte) ed;
      pa = ea >>> 8;
      pb = eb >>> 8;
      pc = ec >>> 8;
      pd = ed >>> 8;
    }
    rest(a, pa, n);
    rest(b, pb, n);
    rest(c, pc, n);
    rest(d, pd, n);
  }

  private static void two(Block a, Block b) {
    int n = Math.min(a.size, b.size);
    int[] ta = a.chain;
    int[] tb = b.chain;
    int pa = a.first;
    int pb = b.first;
    for (int i = 0; i < n; i++) {
      int ea = ta[pa];
      int eb = tb[pb];
      a.raw[i] = (byte) ea;
      b.raw[i] = (byte) eb;
      pa = ea >>> 8;
      pb = eb >>> 8;
    }
    rest(a, pa, n);
    rest(b, pb, n);
  }

  private static void rest(Block block, int place, int from) {
    int[] chain = block.chain;
    byte[] raw = block.raw;
    int p = place;
    for (int i = from; i < block.size; i++) {
      int entry = chain[p];
      raw[i] = (byte) entry;
      p = entry >>> 8;
    }
  }
}
