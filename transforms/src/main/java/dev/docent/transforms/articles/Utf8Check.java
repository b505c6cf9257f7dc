package dev.docent.transforms.articles;

/** What a look at all of its bytes says of a page being UTF-8. */
enum Utf8Check {
  /** No byte above 127. */
  ASCII,
  /** Valid to the last byte, with sequences that hardly come about by chance. */
  VALID,
  /** More valid sequences than broken ones: UTF-8 that was cut or mixed. */
  DAMAGED,
  /** Something else. */
  OTHER;

  /** Fewer sequences of two bytes prove nothing against another encoding. */
  private static final int LEAST_SEQUENCES = 1;

  static Utf8Check of(byte[] bytes) {
    int valid = 0;
    int broken = 0;
    int i = 0;
    int length = bytes.length;
    while (i < length) {
      byte b = bytes[i];
      if (b >= 0) {
        i = AsciiRun.end(bytes, i);
        continue;
      }
      int more = (b & 0xE0) == 0xC0 ? 1 : (b & 0xF0) == 0xE0 ? 2 : (b & 0xF8) == 0xF0 ? 3 : 0;
      int end = i + 1;
      while (end < length && end <= i + more && (bytes[end] & 0xC0) == 0x80) {
        end++;
      }
      boolean whole = more > 0 && end == i + more + 1 && (b & 0xFF) != 0xC0 && (b & 0xFF) != 0xC1;
      if (whole) {
        valid++;
      } else {
        broken++;
      }
      i = end;
    }
    if (valid + broken == 0) {
      return ASCII;
    }
    if (broken == 0) {
      return valid >= LEAST_SEQUENCES ? VALID : OTHER;
    }
    return valid > broken ? DAMAGED : OTHER;
  }
}
