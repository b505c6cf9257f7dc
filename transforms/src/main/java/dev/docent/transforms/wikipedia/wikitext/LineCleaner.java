package dev.docent.transforms.wikipedia.wikitext;

/** Makes a line of rendered wikitext a line of prose. */
final class LineCleaner {
  /** Of the first characters: what stays as it is wherever it stands; '&' may begin a reference. */
  private static final boolean[] PLAIN = new boolean[0x180];

  static {
    for (char c = '!'; c < PLAIN.length; c++) {
      PLAIN[c] = c != '&' && c != ',' && c != ';' && c != ')' && c != '\u00a0' && c != '\u00ad';
    }
  }

  private LineCleaner() {}

  /**
   * Takes off list marks and what a dropped template left behind, such as empty brackets; decodes
   * character references; makes white space single. A line that holds no prose, such as a rule or
   * the row of a broken table, gives nothing.
   *
   * @param from the line's first character in {@code all}
   * @param to receives the line's prose, on a line of its own
   */
  static void clean(char[] all, int from, int end, CharSink to) {
    int start = from;
    boolean term = false;
    while (start < end && isListMark(all[start])) {
      term |= all[start] == ';';
      start++;
    }
    if (start == end || all[start] == '|' || isRule(all, start, end)) {
      return;
    }
    if (all[start] == '!' && indexOf('|', all, start, end) >= 0) {
      return;
    }
    if (!term && isTidy(all, start, end)) {
      startLine(to).append(all, start, end);
      return;
    }
    String text = Entities.decode(new String(all, start, end - start));
    String prose = term ? definition(text) : tidy(text);
    if (!prose.isEmpty()) {
      startLine(to).append(prose);
    }
  }

  private static CharSink startLine(CharSink to) {
    return to.isEmpty() ? to : to.append('\n');
  }

  private static boolean isRule(char[] all, int from, int end) {
    return end - from >= 4
        && all[from] == '-'
        && all[from + 1] == '-'
        && all[from + 2] == '-'
        && all[from + 3] == '-';
  }

  private static int indexOf(char c, char[] all, int from, int end) {
    for (int i = from; i < end; i++) {
      if (all[i] == c) {
        return i;
      }
    }
    return -1;
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

  /** Whether nothing is to be done, as for most lines. */
  private static boolean isTidy(char[] all, int from, int end) {
    char last = ' ';
    for (int i = from; i < end; i++) {
      char c = all[i];
      if (!stays(c, last)) {
        return false;
      }
      last = c;
    }
    return last != ' ';
  }

  private static boolean stays(char c, char last) {
    if (c >= PLAIN.length) {
      return isPlain(c);
    }
    if (PLAIN[c]) {
      return true;
    }
    return switch (c) {
      case ' ' -> last != ' ' && last != '(';
      case ',', ';' -> last != ' ' && last != '(' && last != ',';
      case ')' -> last != ' ' && last != '(' && last != ',' && last != ';';
      default -> false;
    };
  }

  /** The text of a line or a heading, its references decoded. */
  static String tidy(String text) {
    // Nothing is put in, so the text is made in its own place.
    char[] all = text.toCharArray();
    int length = 0;
    for (char written : all) {
      if (written < PLAIN.length ? PLAIN[written] : isPlain(written)) {
        all[length++] = written;
        continue;
      }
      char c = Literal.restore(written);
      char last = length == 0 ? ' ' : all[length - 1];
      if (c <= ' ' || Character.isSpaceChar(c)) {
        if (last != ' ' && last != '(') {
          all[length++] = ' ';
        }
      } else if (isInvisible(c)) {
        continue;
      } else if (c == ',' || c == ';') {
        length = punctuation(c, last, all, length);
      } else if (c == ')') {
        length = closing(all, length);
      } else {
        all[length++] = c;
      }
    }
    return new String(all, 0, length > 0 && all[length - 1] == ' ' ? length - 1 : length);
  }

  /** Of those beyond the table: neither space, invisible nor a stand-in. */
  private static boolean isPlain(char c) {
    return c < '\u2000' ? c != '\u1680' : (c > '\u205f' && c < '\ue000' && c != '\u3000');
  }

  private static int punctuation(char c, char last, char[] all, int size) {
    if (last == '(') {
      return size;
    }
    int length = trimSpace(all, size);
    if (c == ',' && length > 0 && all[length - 1] == ',') {
      return length;
    }
    all[length] = c;
    return length + 1;
  }

  private static int closing(char[] all, int size) {
    int length = trimSpace(all, size);
    while (length > 0 && (all[length - 1] == ',' || all[length - 1] == ';')) {
      length--;
    }
    // Brackets that a dropped template has emptied stand apart; those of a call, main(), don't.
    if (length > 0 && all[length - 1] == '(' && (length == 1 || all[length - 2] == ' ')) {
      return length - 1;
    }
    all[length] = ')';
    return length + 1;
  }

  private static int trimSpace(char[] all, int length) {
    return length > 0 && all[length - 1] == ' ' ? length - 1 : length;
  }

  private static boolean isInvisible(char c) {
    return c == '\u200b' || c == '\u200e' || c == '\u200f' || c == '\u00ad' || c == '\ufeff';
  }
}
