package dev.docent.transforms.wikipedia.dump;

/** Resolves XML's five predefined entities and its character references; nothing else. */
final class XmlReferences {
  /** The longest: {@code &#x10FFFF;}, with some leading zeros. */
  private static final int MAX_LENGTH = 12;

  private XmlReferences() {}

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
