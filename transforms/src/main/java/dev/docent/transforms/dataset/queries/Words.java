package dev.docent.transforms.dataset.queries;

import dev.docent.records.text.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Words as they stand between spaces, and what tells prose from tables, code and menus. */
final class Words {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern MARKDOWN_LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\([^)\\s]*\\)");
  private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^?[\\w ]{1,12}\\]");
  private static final Pattern URL = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+");
  private static final Pattern SPACE_BEFORE_MARK = Pattern.compile("\\s+([,.;:!?)])");
  private static final Pattern MARKUP = Pattern.compile("[`*\u00b6\u2191#|]+");
  private static final Pattern EDGE = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}%+#]+$");

  private Words() {}

  static List<String> of(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? List.of() : Arrays.asList(SPACE.split(stripped));
  }

  /** A set of words that are parted by white space. */
  static Set<String> set(String words) {
    return Set.copyOf(of(words));
  }

  static int count(String text) {
    return of(text).size();
  }

  /** Text without link targets, footnote marks and other marks that nobody would type. */
  static String clean(String text) {
    String cleaned = MARKDOWN_LINK.matcher(text).replaceAll("$1");
    cleaned = URL.matcher(cleaned).replaceAll(" ");
    cleaned = FOOTNOTE.matcher(cleaned).replaceAll(" ");
    cleaned = MARKUP.matcher(cleaned).replaceAll(" ");
    cleaned = SPACE.matcher(cleaned).replaceAll(" ");
    return SPACE_BEFORE_MARK.matcher(cleaned).replaceAll("$1").strip();
  }

  /** A word or phrase without the punctuation around it. */
  static String trim(String text) {
    return EDGE.matcher(text.strip()).replaceAll("");
  }

  /**
   * Whether a sentence reads as prose: enough words and letters, and function words among them,
   * which lists of names, tables, command lines and menus lack.
   */
  static boolean isProse(String sentence) {
    List<String> words = of(sentence);
    if (words.size() < 5 || words.size() > 80) {
      return false;
    }
    int letters = 0;
    int marks = 0;
    for (int i = 0; i < sentence.length(); i++) {
      char c = sentence.charAt(i);
      letters += Character.isLetter(c) ? 1 : 0;
      marks += "{}<>=|;$\\~^@[]_#".indexOf(c) >= 0 ? 1 : 0;
    }
    int chars = sentence.length() - words.size() + 1;
    int functionWords = 0;
    int numbers = 0;
    int options = 0;
    for (String word : words) {
      String bare = trim(word);
      functionWords += Terms.isFunctionWord(bare) ? 1 : 0;
      options += word.length() > 1 && word.charAt(0) == '-' ? 1 : 0;
      numbers += !bare.isEmpty() && Character.isDigit(bare.charAt(0)) ? 1 : 0;
    }
    return letters >= 0.78 * chars
        && marks <= 0.03 * chars
        && functionWords >= 0.2 * words.size()
        && options < 2
        && numbers <= 0.2 * words.size();
  }

  /** Leaves function words and single marks off both ends of a phrase. */
  static List<String> trimFunctionWords(List<String> words) {
    int from = 0;
    int to = words.size();
    while (from < to && isEmptyWord(words.get(from))) {
      from++;
    }
    while (to > from && isEmptyWord(words.get(to - 1))) {
      to--;
    }
    return words.subList(from, to);
  }

  /** Leaves function words off the end of a phrase, which would leave it hanging. */
  static List<String> trimEnd(List<String> words) {
    int to = words.size();
    while (to > 0 && isEmptyWord(words.get(to - 1))) {
      to--;
    }
    return words.subList(0, to);
  }

  private static boolean isEmptyWord(String word) {
    String bare = trim(word);
    return bare.isEmpty() || Terms.isFunctionWord(bare);
  }

  /** How many different terms of content a text has. */
  static int contentTerms(String text) {
    return (int) Terms.of(text).stream().distinct().count();
  }

  static String join(List<String> words) {
    List<String> parts = new ArrayList<>(words);
    return trim(String.join(" ", parts));
  }

  /** Whether somebody could have typed it: letters for the most part, and not too long. */
  static boolean isTypeable(String query, int minTerms) {
    if (query.length() < 3 || query.length() > 220) {
      return false;
    }
    long letters = query.chars().filter(c -> Character.isLetter(c) || c == ' ').count();
    long brackets = query.chars().filter(c -> "{}<>=|;$\\~^@[]".indexOf(c) >= 0).count();
    return letters >= 0.8 * query.length() && brackets == 0 && contentTerms(query) >= minTerms;
  }
}
