package dev.docent.transforms.wikipedia.bzip2;

/**
 * The sorted bytes of several blocks, linked into chains, and what following them gives (the
 * inverse of the Burrows-Wheeler transform).
 *
 * <p>Each step of a chain waits for memory, since the table is larger than the nearer caches and
 * its order is random: in the usual way, byte after byte and block after block, the waiting is most
 * of the time that bzip2 takes. Here a step goes two bytes on (see {@link Pairs}), and up to {@link
 * #MAX} chains are followed at once, so that their waits overlap. Nothing else is done in that
 * loop: what fills the processor's window of instructions keeps it from starting later loads.
 */
final class Chains {
  /** Chains at once. */
  static final int MAX = 16;

  /** Steps of each chain before their entries are turned into bytes; they stay in the cache. */
  private static final int STEPS = 128;

  /** The most bytes of a block. */
  final int blockBytes;

  /** Places from one chain's first to the next one's; a last pair may reach beyond its block. */
  private final int stride;

  /** By place: an entry of {@link Pairs}. */
  private final int[] next;

  private final byte[] out;

  /** Of the block being linked, by place: the place that follows and, lowest, the byte. */
  private final int[] single;

  private final Pairs[] pairs = new Pairs[MAX];
  private final int[] sizes = new int[MAX];

  /** The place, in its block, where each chain has come to. */
  private final int[] at = new int[MAX];

  /** Where each chain's places begin in the table. */
  private final int[] base = new int[MAX];

  private final int[] path = new int[MAX * STEPS];
  private int count;

  Chains(int blockBytes) {
    this.blockBytes = blockBytes;
    this.stride = blockBytes + 2;
    this.next = new int[MAX * stride];
    this.out = new byte[MAX * stride];
    this.single = new int[blockBytes];
    for (int chain = 0; chain < MAX; chain++) {
      pairs[chain] = new Pairs();
    }
  }

  /** Bytes of a chain. */
  int size(int chain) {
    return sizes[chain];
  }

  void clear() {
    count = 0;
  }

  /** Where the bytes of a chain begin in {@link #bytes}. */
  int start(int chain) {
    return chain * stride;
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
    int place = 0;
    for (int i = 0; i < 256; i++) {
      int c = counts[i];
      counts[i] = place;
      place += c;
    }
    int[] table = single;
    for (int i = 0; i < size; i++) {
      int b = sorted[i] & 0xff;
      table[counts[b]++] = i << 8 | b;
    }
    pairs[count].link(table, size, next, start(count));
    at[count] = origin;
    sizes[count] = size;
    count++;
  }

  /** Follows all chains to their ends. */
  void follow() {
    int longest = 0;
    for (int chain = 0; chain < count; chain++) {
      longest = Math.max(longest, sizes[chain]);
    }
    // Where there are fewer than the loop takes, the first is followed again, to no effect.
    int together = count > 1 ? MAX : 1;
    for (int lane = 0; lane < together; lane++) {
      int chain = lane < count ? lane : 0;
      at[lane] = at[chain];
      base[lane] = start(chain);
    }
    int[] from = new int[MAX];
    for (int done = 0; done < longest; done += 2 * STEPS) {
      System.arraycopy(at, 0, from, 0, count);
      if (together == 1) {
        one();
      } else {
        sixteen();
      }
      for (int chain = 0; chain < count; chain++) {
        // A chain that is at its end goes on in a circle.
        int steps = Math.min(STEPS, sizes[chain] - done + 1 >> 1);
        if (steps > 0) {
          pairs[chain].decode(path, chain * STEPS, steps, from[chain], out, start(chain) + done);
        }
      }
    }
  }

  private void one() {
    int place = at[0];
    for (int i = 0; i < STEPS; i++) {
      int entry = next[base[0] + place];
      path[i] = entry;
      place = entry >>> Pairs.CODE_BITS;
    }
    at[0] = place;
  }

  private void sixteen() {
    int[] table = next;
    int[] entries = path;
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
    int ta = base[0];
    int tb = base[1];
    int tc = base[2];
    int td = base[3];
    int te = base[4];
    int tf = base[5];
    int tg = base[6];
    int th = base[7];
    int tj = base[8];
    int tk = base[9];
    int tm = base[10];
    int tp = base[11];
    int tq = base[12];
    int tr = base[13];
    int ts = base[14];
    int tt = base[15];
    for (int i = 0; i < STEPS; i++) {
      int ea = table[ta + a];
      int eb = table[tb + b];
      int ec = table[tc + c];
      int ed = table[td + d];
      int ee = table[te + e];
      int ef = table[tf + f];
      int eg = table[tg + g];
      int eh = table[th + h];
      int ej = table[tj + j];
      int ek = table[tk + k];
      int em = table[tm + m];
      int ep = table[tp + p];
      int eq = table[tq + q];
      int er = table[tr + r];
      int es = table[ts + s];
      int et = table[tt + t];
      entries[i] = ea;
      entries[STEPS + i] = eb;
      entries[2 * STEPS + i] = ec;
      entries[3 * STEPS + i] = ed;
      entries[4 * STEPS + i] = ee;
      entries[5 * STEPS + i] = ef;
      entries[6 * STEPS + i] = eg;
      entries[7 * STEPS + i] = eh;
      entries[8 * STEPS + i] = ej;
      entries[9 * STEPS + i] = ek;
      entries[10 * STEPS + i] = em;
      entries[11 * STEPS + i] = ep;
      entries[12 * STEPS + i] = eq;
      entries[13 * STEPS + i] = er;
      entries[14 * STEPS + i] = es;
      entries[15 * STEPS + i] = et;
      a = ea >>> Pairs.CODE_BITS;
      b = eb >>> Pairs.CODE_BITS;
      c = ec >>> Pairs.CODE_BITS;
      d = ed >>> Pairs.CODE_BITS;
      e = ee >>> Pairs.CODE_BITS;
      f = ef >>> Pairs.CODE_BITS;
      g = eg >>> Pairs.CODE_BITS;
      h = eh >>> Pairs.CODE_BITS;
      j = ej >>> Pairs.CODE_BITS;
      k = ek >>> Pairs.CODE_BITS;
      m = em >>> Pairs.CODE_BITS;
      p = ep >>> Pairs.CODE_BITS;
      q = eq >>> Pairs.CODE_BITS;
      r = er >>> Pairs.CODE_BITS;
      s = es >>> Pairs.CODE_BITS;
      t = et >>> Pairs.CODE_BITS;
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
