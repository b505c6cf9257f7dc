package dev.docent.transforms.wikipedia.wikitext;

/** Makes a line of rendered wikitext a line of prose. */
final class LineCleaner {
  private LineCleaner() {}

  /**
   * Takes off list marks and what a dropped template left behind, such as empty brackets; decodes
   * character references; makes white space single.
   *
   * @return empty for a line that holds no prose: a rule, the row of a broken table
   */
  static String clean(String line) {
    int start = 0;
    int end = line.length();
    while (start < end && isListMark(line.charAt(start))) {
      start++;
    }
    if (start < end && (line.charAt(start) == '|' || line.startsWith("----", start))) {
      return "";
    }
    if (start < end && line.charAt(start) == '!' && line.indexOf('|', start) > 0) {
      return "";
    }
    String text = Entities.decode(start == 0 ? line : line.substring(start));
    if (start > 0 && line.lastIndexOf(';', start - 1) >= 0) {
      return definition(text);
    }
    return tidy(text);
  }

  /** {@code ; term : definition} makes two lines. */
  private static String definition(String text) {
    int colon = text.indexOf(':');
    while (colon >= 0 && colon + 1 < text.length() && text.charAt(colon + 1) > ' ') {
      colon = text.indexOf(':', colon + 1);
    }
    if (colon < 0) {
      return tidy(text);
    }
    String term = tidy(text.substring(0, colon));
    String meaning = tidy(text.substring(colon + 1));
    return term + (term.isEmpty() || meaning.isEmpty() ? "" : "\n") + meaning;
  }

  private static boolean isListMark(char c) {
    return c == '*' || c == '#' || c == ':' || c == ';' || c <= ' ';
  }

  /** A heading's text. */
  static String tidy(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = Literal.restore(text.charAt(i));
      char last = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
      if (c <= ' ' || Character.isSpaceChar(c)) {
        if (last != ' ' && last != '(') {
          out.append(' ');
        }
      } else if (isInvisible(c)) {
        continue;
      } else if (c == ',' || c == ';') {
        punctuation(c, last, out);
      } else if (c == ')') {
        closing(last, out);
      } else {
        out.append(c);
      }
    }
    int length = out.length();
    return out.substring(0, length > 0 && out.charAt(length - 1) == ' ' ? length - 1 : length);
  }

  private static void punctuation(char c, char last, StringBuilder out) {
    if (last == '(') {
      return;
    }
    trimSpace(out);
    if (!out.isEmpty() && (out.charAt(out.length() - 1) == ',' && c == ',')) {
      return;
    }
    out.append(c);
  }

  private static void closing(char last, StringBuilder out) {
    trimSpace(out);
    int length = out.length();
    while (length > 0 && (out.charAt(length - 1) == ',' || out.charAt(length - 1) == ';')) {
      length--;
    }
    // Brackets that a dropped template has emptied stand apart; those of a call, main(), don't.
    if (length > 0
        && out.charAt(length - 1) == '('
        && (length == 1 || out.charAt(length - 2) == ' ')) {
      out.setLength(length - 1);
      return;
    }
    out.setLength(length);
    out.append(')');
  }

  private static void trimSpace(StringBuilder out) {
    int length = out.length();
    if (length > 0 && out.charAt(length - 1) == ' ') {
      out.setLength(length - 1);
    }
  }

  private static boolean isInvisible(char c) {
    return c == '\u200b' || c == '\u200e' || c == '\u200f' || c == '\u00ad' || c == '\ufeff';
  }
}
