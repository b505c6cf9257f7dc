package dev.docent.transforms.wikipedia.wikitext;

/** HTML's character references, such as {@code &nbsp;} and {@code &#8211;}. */
final class Entities {
  private static final int MAX_LENGTH = 32;

  private Entities() {}

  /** The text with its references resolved; what isn't one stays as it is. */
  static String decode(String text) {
    int amp = text.indexOf('&');
    if (amp < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (amp >= 0) {
      out.append(text, from, amp);
      int end = nameEnd(text, amp + 1);
      String decoded = end < 0 ? "" : character(text.substring(amp + 1, end));
      out.append(decoded.isEmpty() ? "&" : decoded);
      from = decoded.isEmpty() ? amp + 1 : end + 1;
      amp = text.indexOf('&', from);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static int nameEnd(String text, int from) {
    int stop = Math.min(text.length(), from + MAX_LENGTH);
    for (int i = from; i < stop; i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return i;
      }
      if (c != '#' && !Character.isLetterOrDigit(c)) {
        return -1;
      }
    }
    return -1;
  }

  private static String character(String name) {
    if (!name.startsWith("#")) {
      return org.jsoup.nodes.Entities.getByName(name);
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int codePoint = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return codePoint > 0 && Character.isValidCodePoint(codePoint)
          ? Character.toString(codePoint)
          : "";
    } catch (NumberFormatException e) {
      return "";
    }
  }
}
