package dev.docent.transforms.language;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settles an article's language from what the page states and what its text looks like. A page
 * states its language wrongly often enough, above all where a translation was begun and not done; a
 * short text on the other hand can't be told.
 */
final class LanguageRule {
  /** With fewer letters nothing is guessed. */
  static final int MIN_LETTERS = 60;

  /** From so many letters on, the text counts more than the statement. */
  static final int MIN_LETTERS_TO_OVERRULE = 200;

  /** A guess that is less sure is none. */
  static final double MIN_CONFIDENCE = 0.6;

  static final double MIN_CONFIDENCE_TO_OVERRULE = 0.85;

  /** A page that states a language and holds so much of its script is believed. */
  static final double MIN_SCRIPT_SHARE = 0.1;

  private static final String ENGLISH = "en";

  private LanguageRule() {}

  /**
   * @param stated BCP 47 tag, or null
   * @return BCP 47 tag, or null where the language stays unknown
   */
  static @Nullable String settle(
      @Nullable String stated, String sample, Function<String, LanguageGuess> detector) {
    boolean maybeEnglish = stated == null || primary(stated).equals(ENGLISH);
    if (maybeEnglish && EnglishWords.prevail(sample)) {
      return stated == null ? ENGLISH : stated;
    }
    long letters = sample.codePoints().filter(Character::isLetter).count();
    if (weighted(sample, letters) < MIN_LETTERS) {
      return stated;
    }
    if (stated != null && ownScriptShare(primary(stated), sample, letters) >= MIN_SCRIPT_SHARE) {
      return stated;
    }
    LanguageGuess guess = detector.apply(sample);
    if (stated == null) {
      return guess.confidence() >= MIN_CONFIDENCE ? guess.language() : null;
    }
    boolean overruled =
        !guess.language().equals(primary(stated))
            && guess.confidence() >= MIN_CONFIDENCE_TO_OVERRULE
            && weighted(sample, letters) >= MIN_LETTERS_TO_OVERRULE;
    return overruled ? guess.language() : stated;
  }

  /** The language of a tag without region and script, such as {@code pt} for {@code pt-BR}. */
  static String primary(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }

  /** A letter of Chinese, Japanese or Korean says as much as three of an alphabet. */
  private static long weighted(String sample, long letters) {
    return letters + 2 * sample.codePoints().filter(LanguageRule::isEastAsian).count();
  }

  private static double ownScriptShare(String language, String sample, long letters) {
    Set<Character.UnicodeScript> own =
        switch (language) {
          case "zh" -> Set.of(Character.UnicodeScript.HAN);
          case "ja" -> Set.of(Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA);
          case "ko" -> Set.of(Character.UnicodeScript.HANGUL);
          case "th" -> Set.of(Character.UnicodeScript.THAI);
          case "el" -> Set.of(Character.UnicodeScript.GREEK);
          case "he" -> Set.of(Character.UnicodeScript.HEBREW);
          default -> Set.of();
        };
    if (own.isEmpty() || letters == 0) {
      return 0;
    }
    long count =
        sample
            .codePoints()
            .filter(c -> Character.isLetter(c) && own.contains(Character.UnicodeScript.of(c)))
            .count();
    // Japanese is written in Han as well: kana without Chinese characters beside is rare.
    return (double) count / letters;
  }

  private static boolean isEastAsian(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> false;
    };
  }
}
