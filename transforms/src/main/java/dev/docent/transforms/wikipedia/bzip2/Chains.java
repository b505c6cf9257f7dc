package dev.docent.transforms.wikipedia.bzip2;

import java.util.Arrays;

/**
 * The sorted bytes of several blocks, linked into chains, and what following them gives (the
 * inverse of the Burrows-Wheeler transform).
 *
 * <p>Each step of a chain waits for memory, since the table is larger than the nearer caches and
 * its order is random: in the usual way, block after block, the waiting is most of the time that
 * bzip2 takes. Here up to {@link #MAX} chains are followed at once, and their waits overlap.
 */
final class Chains {
  /** Chains at once. Places of all of them together fit into 24 bits. */
  static final int MAX = 16;

  /** The most bytes of a block. */
  final int blockBytes;

  /** By place: the place that follows and, in the lowest 8 bits, the byte. */
  private final int[] next;

  private final byte[] out;

  private final int[] at = new int[MAX];
  private final int[] to = new int[MAX];
  private final int[] left = new int[MAX];
  private int count;

  Chains(int blockBytes) {
    this.blockBytes = blockBytes;
    this.next = new int[MAX * blockBytes];
    this.out = new byte[MAX * blockBytes];
  }

  /** Bytes of the chain that was added last. */
  int size(int chain) {
    return left[chain];
  }

  void clear() {
    count = 0;
  }

  /** Where the bytes of a chain begin in {@link #bytes}. */
  int start(int chain) {
    return chain * blockBytes;
  }

  byte[] bytes() {
    return out;
  }

  /**
   * Links a block's bytes.
   *
   * @param counts how often each byte value occurs; changed
   * @param origin the place in sorted order of the first byte
   */
  void add(byte[] sorted, int size, int[] counts, int origin) {
    int base = start(count);
    int place = base;
    for (int i = 0; i < 256; i++) {
      int c = counts[i];
      counts[i] = place;
      place += c;
    }
    int[] table = next;
    for (int i = 0; i < size; i++) {
      int b = sorted[i] & 0xff;
      table[counts[b]++] = base + i << 8 | b;
    }
    at[count] = base + origin;
    to[count] = base;
    left[count] = size;
    count++;
  }

  /** Follows all chains to their ends, all that have one at once. */
  void follow() {
    while (true) {
      order();
      int active = 0;
      while (active < count && left[active] > 0) {
        active++;
      }
      if (active == 0) {
        return;
      }
      int steps = left[active - 1];
      int together = active > 8 ? 16 : active > 4 ? 8 : active > 2 ? 4 : active;
      // Where there are fewer, the first is followed twice, and writes the same twice.
      Arrays.fill(at, active, together, at[0]);
      Arrays.fill(to, active, together, to[0]);
      switch (together) {
        case 16 -> sixteen(steps);
        case 8 -> eight(steps);
        case 4 -> four(steps);
        case 2 -> two(steps);
        default -> one(steps);
      }
      for (int chain = 0; chain < active; chain++) {
        left[chain] -= steps;
        to[chain] += steps;
      }
    }
  }

  /** Sorts the chains by what is left of them, the longest first. */
  private void order() {
    for (int i = 1; i < count; i++) {
      for (int j = i; j > 0 && left[j] > left[j - 1]; j--) {
        swap(at, j);
        swap(to, j);
        swap(left, j);
      }
    }
  }

  private static void swap(int[] values, int j) {
    int value = values[j];
    values[j] = values[j - 1];
    values[j - 1] = value;
  }

  private void one(int steps) {
    int a = at[0];
    int ta = to[0];
    for (int i = 0; i < steps; i++) {
      int ea = next[a];
      out[ta + i] = (byte) ea;
      a = ea >>> 8;
    }
    at[0] = a;
  }

  private void two(int steps) {
    int[] table = next;
    byte[] bytes = out;
    int a = at[0];
    int b = at[1];
    int ta = to[0];
    int tb = to[1];
    for (int i = 0; i < steps; i++) {
      int ea = table[a];
      int eb = table[b];
      bytes[ta + i] = (byte) ea;
      bytes[tb + i] = (byte) eb;
      a = ea >>> 8;
      b = eb >>> 8;
    }
    at[0] = a;
    at[1] = b;
  }

  private void four(int steps) {
    int[] table = next;
    byte[] bytes = out;
    int a = at[0];
    int b = at[1];
    int c = at[2];
    int d = at[3];
    int ta = to[0];
    int tb = to[1];
    int tc = to[2];
    int td = to[3];
    for (int i = 0; i < steps; i++) {
      int ea = table[a];
      int eb = table[b];
      int ec = table[c];
      int ed = table[d];
      bytes[ta + i] = (byte) ea;
      bytes[tb + i] = (byte) eb;
      bytes[tc + i] = (byte) ec;
      bytes[td + i] = (byte) ed;
      a = ea >>> 8;
      b = eb >>> 8;
      c = ec >>> 8;
      d = ed >>> 8;
    }
    at[0] = a;
    at[1] = b;
    at[2] = c;
    at[3] = d;
  }

  private void eight(int steps) {
    int[] table = next;
    byte[] bytes = out;
    int a = at[0];
    int b = at[1];
    int c = at[2];
    int d = at[3];
    int e = at[4];
    int f = at[5];
    int g = at[6];
    int h = at[7];
    int ta = to[0];
    int tb = to[1];
    int tc = to[2];
    int td = to[3];
    int te = to[4];
    int tf = to[5];
    int tg = to[6];
    int th = to[7];
    for (int i = 0; i < steps; i++) {
      int ea = table[a];
      int eb = table[b];
      int ec = table[c];
      int ed = table[d];
      int ee = table[e];
      int ef = table[f];
      int eg = table[g];
      int eh = table[h];
      bytes[ta + i] = (byte) ea;
      bytes[tb + i] = (byte) eb;
      bytes[tc + i] = (byte) ec;
      bytes[td + i] = (byte) ed;
      bytes[te + i] = (byte) ee;
      bytes[tf + i] = (byte) ef;
      bytes[tg + i] = (byte) eg;
      bytes[th + i] = (byte) eh;
      a = ea >>> 8;
      b = eb >>> 8;
      c = ec >>> 8;
      d = ed >>> 8;
      e = ee >>> 8;
      f = ef >>> 8;
      g = eg >>> 8;
      h = eh >>> 8;
    }
    at[0] = a;
    at[1] = b;
    at[2] = c;
    at[3] = d;
    at[4] = e;
    at[5] = f;
    at[6] = g;
    at[7] = h;
  }

  private void sixteen(int steps) {
    int[] table = next;
    byte[] bytes = out;
    int a = at[0];
    int b = at[1];
    int c = at[2];
    int d = at[3];
    int e = at[4];
    int f = at[5];
    int g = at[6];
    int h = at[7];
    int j = at[8];
    int k = at[9];
    int m = at[10];
    int p = at[11];
    int q = at[12];
    int r = at[13];
    int s = at[14];
    int t = at[15];
    int ta = to[0];
    int tb = to[1];
    int tc = to[2];
    int td = to[3];
    int te = to[4];
    int tf = to[5];
    int tg = to[6];
    int th = to[7];
    int tj = to[8];
    int tk = to[9];
    int tm = to[10];
    int tp = to[11];
    int tq = to[12];
    int tr = to[13];
    int ts = to[14];
    int tt = to[15];
    for (int i = 0; i < steps; i++) {
      int ea = table[a];
      int eb = table[b];
      int ec = table[c];
      int ed = table[d];
      int ee = table[e];
      int ef = table[f];
      int eg = table[g];
      int eh = table[h];
      int ej = table[j];
      int ek = table[k];
      int em = table[m];
      int ep = table[p];
      int eq = table[q];
      int er = table[r];
      int es = table[s];
      int et = table[t];
      bytes[ta + i] = (byte) ea;
      bytes[tb + i] = (byte) eb;
      bytes[tc + i] = (byte) ec;
      bytes[td + i] = (byte) ed;
      bytes[te + i] = (byte) ee;
      bytes[tf + i] = (byte) ef;
      bytes[tg + i] = (byte) eg;
      bytes[th + i] = (byte) eh;
      bytes[tj + i] = (byte) ej;
      bytes[tk + i] = (byte) ek;
      bytes[tm + i] = (byte) em;
      bytes[tp + i] = (byte) ep;
      bytes[tq + i] = (byte) eq;
      bytes[tr + i] = (byte) er;
      bytes[ts + i] = (byte) es;
      bytes[tt + i] = (byte) et;
      a = ea >>> 8;
      b = eb >>> 8;
      c = ec >>> 8;
      d = ed >>> 8;
      e = ee >>> 8;
      f = ef >>> 8;
      g = eg >>> 8;
      h = eh >>> 8;
      j = ej >>> 8;
      k = ek >>> 8;
      m = em >>> 8;
      p = ep >>> 8;
      q = eq >>> 8;
      r = er >>> 8;
      s = es >>> 8;
      t = et >>> 8;
    }
    at[0] = a;
    at[1] = b;
    at[2] = c;
    at[3] = d;
    at[4] = e;
    at[5] = f;
    at[6] = g;
    at[7] = h;
    at[8] = j;
    at[9] = k;
    at[10] = m;
    at[11] = p;
    at[12] = q;
    at[13] = r;
    at[14] = s;
    at[15] = t;
  }
}
