package dev.docent.transforms.wikipedia.dump;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Resolves XML's five predefined entities and its character references; nothing else. */
final class XmlReferences {
  /** The longest: {@code &#x10FFFF;}, with some leading zeros. */
  private static final int MAX_LENGTH = 12;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long AMPERSANDS = ONES * '&';

  private XmlReferences() {}

  /** UTF-8 text with its references resolved, in one pass; ill-formed bytes become U+FFFD. */
  static String decode(byte[] bytes, int size) {
    char[] out = new char[size];
    int length = 0;
    int i = 0;
    while (i < size) {
      if (i + Long.BYTES <= size && isPlain((long) EIGHT.get(bytes, i))) {
        for (int k = 0; k < Long.BYTES; k++) {
          out[length + k] = (char) bytes[i + k];
        }
        length += Long.BYTES;
        i += Long.BYTES;
        continue;
      }
      int b = bytes[i];
      if (b >= 0) {
        if (b != '&') {
          out[length++] = (char) b;
          i++;
          continue;
        }
        int end = i + 1;
        int stop = Math.min(size, i + MAX_LENGTH);
        while (end < stop && bytes[end] != ';') {
          end++;
        }
        int resolved = end < stop ? reference(bytes, i + 1, end) : -1;
        if (resolved < 0) {
          out[length++] = '&';
          i++;
        } else {
          length += Character.toChars(resolved, out, length);
          i = end + 1;
        }
      } else {
        int count = b < -32 ? 2 : b < -16 ? 3 : 4;
        int c = i + count <= size ? codePoint(bytes, i, count) : -1;
        if (c < 0) {
          return resolve(new String(bytes, 0, size, StandardCharsets.UTF_8));
        }
        length += Character.toChars(c, out, length);
        i += count;
      }
    }
    return new String(out, 0, length);
  }

  /** Whether eight bytes are ASCII, and no ampersand among them. */
  private static boolean isPlain(long eight) {
    long others = eight ^ AMPERSANDS;
    // A byte that is zero in the difference borrows into its highest bit.
    return ((eight | (others - ONES & ~others)) & HIGH_BITS) == 0;
  }

  /** A character of two to four bytes; -1 where they are ill-formed. */
  private static int codePoint(byte[] bytes, int at, int count) {
    int c = bytes[at] & (count == 2 ? 0x1f : count == 3 ? 0x0f : 0x07);
    for (int i = 1; i < count; i++) {
      int more = bytes[at + i];
      if (more >= -64) {
        return -1;
      }
      c = c << 6 | more & 0x3f;
    }
    boolean valid =
        switch (count) {
          case 2 -> bytes[at] >= -62;
          case 3 -> c >= 0x800 && (c < 0xd800 || c > 0xdfff);
          default -> bytes[at] <= -12 && c >= 0x10000 && c <= 0x10ffff;
        };
    return valid ? c : -1;
  }

  private static int reference(byte[] bytes, int from, int to) {
    switch (to - from) {
      case 2 -> {
        if (bytes[from + 1] == 't' && (bytes[from] == 'l' || bytes[from] == 'g')) {
          return bytes[from] == 'l' ? '<' : '>';
        }
      }
      case 3 -> {
        if (bytes[from] == 'a' && bytes[from + 1] == 'm' && bytes[from + 2] == 'p') {
          return '&';
        }
      }
      case 4 -> {
        if (bytes[from] == 'q'
            && bytes[from + 1] == 'u'
            && bytes[from + 2] == 'o'
            && bytes[from + 3] == 't') {
          return '"';
        }
      }
      default -> {
        // A longer one, below.
      }
    }
    StringBuilder out = new StringBuilder();
    String name = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return append(name, out) ? out.codePointAt(0) : -1;
  }

  /** The text with its references resolved; what isn't one stays as it is. */
  static String resolve(String text) {
    int amp = text.indexOf('&');
    if (amp < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (amp >= 0) {
      out.append(text, from, amp);
      int end = end(text, amp);
      if (end < 0 || !append(text.substring(amp + 1, end), out)) {
        out.append('&');
        from = amp + 1;
      } else {
        from = end + 1;
      }
      amp = text.indexOf('&', from);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static int end(String text, int amp) {
    int stop = Math.min(text.length(), amp + MAX_LENGTH);
    for (int i = amp + 1; i < stop; i++) {
      if (text.charAt(i) == ';') {
        return i;
      }
    }
    return -1;
  }

  private static boolean append(String name, StringBuilder out) {
    switch (name) {
      case "lt" -> out.append('<');
      case "gt" -> out.append('>');
      case "amp" -> out.append('&');
      case "quot" -> out.append('"');
      case "apos" -> out.append('\'');
      default -> {
        return appendCharacter(name, out);
      }
    }
    return true;
  }

  private static boolean appendCharacter(String name, StringBuilder out) {
    if (name.length() < 2 || name.charAt(0) != '#') {
      return false;
    }
    boolean hex = name.charAt(1) == 'x';
    try {
      int codePoint = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      if (!Character.isValidCodePoint(codePoint)) {
        return false;
      }
      out.appendCodePoint(codePoint);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
