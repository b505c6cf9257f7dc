package dev.docent.transforms.dataset.statistics;

/** Text as HTML. */
final class Html {
  private Html() {}

  /** The beginning of a text, at most so many characters. */
  static String cut(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars).strip() + " \u2026";
  }
}
