package dev.docent.transforms.wikipedia.wikitext;

/** Keeps markup characters of literal text, as of nowiki, from being read as markup. */
final class Literal {
  private static final String MARKUP = "[]{}'=|<>*#:;&_!-\n~";

  /** The first of the private-use characters that stand for those of {@link #MARKUP}. */
  private static final char FIRST = '\uE000';

  private Literal() {}

  /** Appends text with its markup characters replaced by stand-ins. */
  static void append(String text, int from, int to, CharSink out) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int index = MARKUP.indexOf(c);
      out.append(index < 0 ? c : (char) (FIRST + index));
    }
  }

  /** The character that this one stands for; most stand for themselves. */
  static char restore(char c) {
    int index = c - FIRST;
    return index >= 0 && index < MARKUP.length() ? MARKUP.charAt(index) : c;
  }
}
