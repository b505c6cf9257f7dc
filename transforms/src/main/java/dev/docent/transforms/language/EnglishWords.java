package dev.docent.transforms.language;

import java.util.Locale;
import java.util.Set;

/**
 * Tells plain English by its function words, which costs far less than asking the detector. Says
 * yes only where nobody would doubt it; where it says no, nothing is known.
 */
final class EnglishWords {
  /** Fewer words prove nothing. */
  private static final int MIN_WORDS = 50;

  /** Of all words. Enough for terse English, and no other language of our tests comes near. */
  private static final double MIN_SHARE = 0.18;

  /** The commonest words of English that are no words, or rare ones, of its neighbours. */
  private static final Set<String> WORDS =
      Set.of(
          ("the of and to is that for it with are this be by from at not which can you have has"
                  + " will if when your these its they their than into there must should would how"
                  + " what where we our but was were been use using any all each other")
              .split(" "));

  private EnglishWords() {}

  static boolean prevail(String sample) {
    String text = sample.toLowerCase(Locale.ROOT);
    int words = 0;
    int english = 0;
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean letter = c < '\u0080' ? c >= 'a' && c <= 'z' : Character.isLetter(c);
      if (letter && c < '\u2E80') {
        start = start < 0 ? i : start;
        continue;
      }
      if (start >= 0) {
        words++;
        english += WORDS.contains(text.substring(start, i)) ? 1 : 0;
        start = -1;
      }
      // From the CJK radicals on a character is about a word.
      words += letter ? 1 : 0;
    }
    return words >= MIN_WORDS && english >= MIN_SHARE * words;
  }
}
