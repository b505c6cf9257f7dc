package dev.docent.transforms.hashing;

/** FNV-1a over UTF-16 units with the finaliser of MurmurHash3: fast, even, and stable for ever. */
public final class Hash64 {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Hash64() {}

  public static long of(CharSequence text) {
    return of(text, 0, text.length());
  }

  /** The hash of {@code text[from, to)}. */
  public static long of(CharSequence text, int from, int to) {
    return mix(goOn(OFFSET, text, from, to));
  }

  private static long goOn(long before, CharSequence text, int from, int to) {
    long hash = before;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }

  /** The hash of both, one after the other, as if they were one text. */
  public static long ofBoth(CharSequence first, CharSequence second) {
    return mix(goOn(goOn(OFFSET, first, 0, first.length()), second, 0, second.length()));
  }

  /** Spreads a number over all 64 bits; a bijection. */
  public static long mix(long number) {
    long x = number;
    x = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
    x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return x ^ (x >>> 33);
  }
}
