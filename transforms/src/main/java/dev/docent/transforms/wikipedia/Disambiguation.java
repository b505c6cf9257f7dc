package dev.docent.transforms.wikipedia;

import java.util.regex.Pattern;

/** Tells pages that only list the meanings of a name. */
final class Disambiguation {
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "\\{\\{\\s*(disambig|dab\\b|disamb\\b|hndis|geodis|numberdis|letter.?disambig|mathdab"
              + "|given name|surname|set index)[^{}]{0,200}\\}\\}",
          Pattern.CASE_INSENSITIVE);

  /** Such templates stand at the end of short pages. */
  private static final int TAIL_CHARACTERS = 1000;

  private Disambiguation() {}

  static boolean isOne(String title, String wikitext) {
    if (title.endsWith("(disambiguation)")) {
      return true;
    }
    int from = Math.max(0, wikitext.length() - TAIL_CHARACTERS);
    return TEMPLATE.matcher(wikitext).region(from, wikitext.length()).find();
  }
}
