package dev.docent.transforms.wikipedia.wikitext;

/** White space of titles. */
final class Spaces {
  private Spaces() {}

  /** Strips, and makes each run of white space and underscores one space. */
  static String collapse(String text) {
    return isCollapsed(text) ? text : collapsed(text);
  }

  /** Whether nothing is to be done, as for most titles. */
  private static boolean isCollapsed(String text) {
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' ? space : c == '_' || c < ' ' || c > '~') {
        return false;
      }
      space = c == ' ';
    }
    return !space || text.isEmpty();
  }

  private static String collapsed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '_' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
          out.append(' ');
        }
      } else {
        out.append(c);
      }
    }
    int end = out.length();
    if (end > 0 && out.charAt(end - 1) == ' ') {
      out.setLength(end - 1);
    }
    return out.toString();
  }
}
