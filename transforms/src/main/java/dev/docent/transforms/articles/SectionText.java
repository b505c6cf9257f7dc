package dev.docent.transforms.articles;

/**
 * Gathers the readable text of a section: white space runs become one space, blocks become lines,
 * characters that nobody sees (controls, soft hyphens, zero-width spaces) vanish.
 */
final class SectionText {
  private static final String CELL_SEPARATOR = " | ";

  private final StringBuilder text = new StringBuilder();
  private boolean spaceDue;
  private boolean lineDue;
  private boolean cellDue;

  /** Adds text; returns whether anything visible was in it. */
  boolean append(String raw) {
    boolean visible = false;
    int length = raw.length();
    for (int i = 0; i < length; i++) {
      char c = raw.charAt(i);
      if (isPlain(c)) {
        int end = plainEnd(raw, i);
        settle();
        if (i == 0 && end == length) {
          text.append(raw);
        } else {
          text.append(raw, i, end);
        }
        visible = true;
        i = end - 1;
        continue;
      }
      if (isSpace(c)) {
        spaceDue = true;
      } else if (!isInvisible(c)) {
        settle();
        text.append(c);
        visible = true;
      }
    }
    return visible;
  }

  /** What comes next begins a line of its own. */
  void line() {
    lineDue = true;
    cellDue = false;
  }

  /** What comes next stands apart from what came before. */
  void space() {
    spaceDue = true;
  }

  /** What comes next is another cell of the row. */
  void cell() {
    cellDue = true;
  }

  private void settle() {
    if (lineDue) {
      if (text.length() > 0) {
        text.append('\n');
      }
    } else if (cellDue) {
      text.append(CELL_SEPARATOR);
    } else if (spaceDue && text.length() > 0) {
      text.append(' ');
    }
    lineDue = false;
    cellDue = false;
    spaceDue = false;
  }

  int length() {
    return text.length();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Text on one line. */
  static String oneLine(String raw) {
    SectionText line = new SectionText();
    line.append(raw);
    return line.toString();
  }

  /** Plain text with its line structure: each line tidied, empty ones left out. */
  static String lines(String raw) {
    SectionText lines = new SectionText();
    raw.lines()
        .forEach(
            each -> {
              lines.line();
              lines.append(each);
            });
    return lines.toString();
  }

  private static boolean isPlain(char c) {
    return c > ' ' && c < '\u007F';
  }

  /** The end of a run of plain characters with single spaces between, which stays as it is. */
  private static int plainEnd(String raw, int from) {
    int length = raw.length();
    int end = from + 1;
    while (end < length) {
      char c = raw.charAt(end);
      if (isPlain(c)) {
        end++;
      } else if (c == ' ' && end + 1 < length && isPlain(raw.charAt(end + 1))) {
        end += 2;
      } else {
        return end;
      }
    }
    return end;
  }

  private static boolean isSpace(char c) {
    return c == ' '
        || c == '\n'
        || c == '\t'
        || c == '\r'
        || c == '\f'
        || c == '\u00A0'
        || (c > '\u007F' && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
  }

  private static boolean isInvisible(char c) {
    return c < ' '
        || (c >= '\u007F' && c <= '\u009F')
        || c == '\u00AD'
        || (c >= '\u200B' && c <= '\u200F')
        || c == '\u2060'
        || c == '\uFEFF';
  }
}
