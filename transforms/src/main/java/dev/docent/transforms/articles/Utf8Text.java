package dev.docent.transforms.articles;

import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 faster than the JDK does where a few characters of a page aren't ASCII. */
final class Utf8Text {
  private static final int LONG_RUN = 32;

  private Utf8Text() {}

  /**
   * Decodes bytes.
   *
   * @param bytes of which {@link Utf8Check} said that they are valid; the few sequences that it
   *     lets pass and that are none (surrogates, overlong ones) become U+FFFD
   */
  static String decode(byte[] bytes) {
    char[] chars = new char[bytes.length];
    int size = 0;
    int i = 0;
    while (i < bytes.length) {
      int end = AsciiRun.end(bytes, i);
      if (end - i >= LONG_RUN) {
        // The JVM copies a string's bytes many at a time, which it does not for a loop of ours.
        new String(bytes, i, end - i, StandardCharsets.ISO_8859_1)
            .getChars(0, end - i, chars, size);
        size += end - i;
        i = end;
      }
      while (i < end) {
        chars[size++] = (char) bytes[i++];
      }
      while (i < bytes.length && bytes[i] < 0) {
        int lead = bytes[i] & 0xFF;
        int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        int code = lead & (0x3F >> more);
        for (int k = 1; k <= more; k++) {
          code = code << 6 | (bytes[i + k] & 0x3F);
        }
        if (isNone(code, more)) {
          return new String(bytes, StandardCharsets.UTF_8);
        }
        size += Character.toChars(code, chars, size);
        i += more + 1;
      }
    }
    return new String(chars, 0, size);
  }

  private static boolean isNone(int code, int more) {
    return switch (more) {
      case 1 -> code < 0x80;
      case 2 ->
          code < 0x800 || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE);
      default -> code < 0x10000 || code > Character.MAX_CODE_POINT;
    };
  }
}
