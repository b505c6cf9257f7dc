package dev.docent.transforms.wikipedia.bzip2;

/**
 * The checksum of bzip2: CRC-32 of polynomial 0x04c11db7, the highest bit first, eight bytes a step
 * (Kounavis and Berry, "A systematic approach to building high performance software-based CRC
 * generators", 2005).
 */
final class BlockCrc {
  private static final int[] TABLE = new int[8 * 256];

  static {
    for (int i = 0; i < 256; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
      }
      TABLE[i] = crc;
    }
    for (int i = 256; i < TABLE.length; i++) {
      int previous = TABLE[i - 256];
      TABLE[i] = previous << 8 ^ TABLE[previous >>> 24];
    }
  }

  private BlockCrc() {}

  static int of(byte[] data, int count) {
    int[] t = TABLE;
    int crc = -1;
    int i = 0;
    for (; i + 8 <= count; i += 8) {
      crc ^=
          (data[i] & 0xff) << 24
              | (data[i + 1] & 0xff) << 16
              | (data[i + 2] & 0xff) << 8
              | data[i + 3] & 0xff;
      crc =
          t[1792 + (crc >>> 24)]
              ^ t[1536 + (crc >>> 16 & 0xff)]
              ^ t[1280 + (crc >>> 8 & 0xff)]
              ^ t[1024 + (crc & 0xff)]
              ^ t[768 + (data[i + 4] & 0xff)]
              ^ t[512 + (data[i + 5] & 0xff)]
              ^ t[256 + (data[i + 6] & 0xff)]
              ^ t[data[i + 7] & 0xff];
    }
    for (; i < count; i++) {
      crc = crc << 8 ^ t[crc >>> 24 ^ data[i] & 0xff];
    }
    return ~crc;
  }
}
