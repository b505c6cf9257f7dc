package dev.docent.transforms.articles;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Short blocks that say what only furniture says, such as 'Was this page helpful?'. */
final class FurnitureLines {
  static final int MAX_CHARACTERS = 60;

  /** Looking into larger ones would cost too much where thousands are nested. */
  static final int MAX_ELEMENTS = 20;

  private static final Set<String> LINES =
      Set.of(
          "was this helpful?",
          "was this page helpful?",
          "was this article helpful?",
          "did this page help you?",
          "share this:",
          "share this page",
          "share this article",
          "share this post",
          "copy link",
          "link copied to clipboard",
          "copied!",
          "copied to clipboard",
          "back to top",
          "advertisement",
          "edit this page",
          "edit on github",
          "skip to content",
          "skip to main content",
          "leave a comment",
          "leave a reply",
          "want to contribute translation?",
          "all rights reserved.",
          "table of contents",
          "on this page");
  private static final String[] STARTS = {
    "last updated", "last modified", "last update:", "written by ", "posted by ", "posted on "
  };
  private static final String[] PAGER_STARTS = {
    "previous",
    "prev ",
    "prev:",
    "next",
    "newer post",
    "older post",
    "back to blog",
    "\u2190",
    "\u00AB"
  };

  private FurnitureLines() {}

  /** Whether a short block without blocks in it is one of those. */
  static boolean isOne(Element block, TextWeights.Weight weight) {
    if (weight.text() == 0 || weight.text() > MAX_CHARACTERS || weight.elements() > MAX_ELEMENTS) {
      return false;
    }
    String text = SectionText.oneLine(block.wholeText()).toLowerCase(Locale.ROOT);
    return LINES.contains(text) || startsWith(text, STARTS);
  }

  /** Whether a block of a few links leads to the pages before and after. */
  static boolean isPager(Element block) {
    String text = SectionText.oneLine(block.wholeText()).toLowerCase(Locale.ROOT);
    return startsWith(text, PAGER_STARTS);
  }

  private static boolean startsWith(String text, String[] starts) {
    for (String start : starts) {
      if (text.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
