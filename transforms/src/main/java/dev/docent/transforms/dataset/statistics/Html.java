package dev.docent.transforms.dataset.statistics;

/** Text as HTML. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The beginning of a text, at most so many characters. */
  static String cut(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars).strip() + " \u2026";
  }
}
