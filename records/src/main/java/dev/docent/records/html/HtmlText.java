package dev.docent.records.html;

/** Text made safe for HTML: the one place that all pages go through. */
public final class HtmlText {
  private static final char REPLACEMENT = '\ufffd';

  private HtmlText() {}

  /**
   * Makes text safe between tags and in quoted attributes. Control characters, which HTML has not,
   * are shown as U+FFFD; tabs and line ends stay.
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(isControl(c) ? REPLACEMENT : c);
      }
    }
    return escaped.toString();
  }

  private static boolean isControl(char c) {
    return c < ' ' && c != '\n' && c != '\t' && c != '\r';
  }
}
