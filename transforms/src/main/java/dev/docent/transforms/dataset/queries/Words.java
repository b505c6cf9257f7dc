package dev.docent.transforms.dataset.queries;

import dev.docent.records.text.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words as they stand between spaces, and what tells prose from tables, code and menus. */
final class Words {
  private static final Pattern MARKDOWN_LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\([^)\\s]*\\)");
  private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^?[\\w ]{1,12}\\]");
  private static final Pattern URL = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+");
  private static final String MARKUP = "`*\u00b6\u2191#|";
  private static final String CLOSING_MARKS = ",.;:!?)";
  private static final String KEPT_AT_THE_END = "%+#";

  private Words() {}

  static List<String> of(String text) {
    String stripped = text.strip();
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= stripped.length(); i++) {
      if (i == stripped.length() || isSpace(stripped.charAt(i))) {
        if (i > start) {
          words.add(stripped.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** ASCII white space, as in the expression {@code \\s}. */
  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** A set of words that are parted by white space. */
  static Set<String> set(String words) {
    return Set.copyOf(of(words));
  }

  static boolean hasAtLeast(int words, String text) {
    int found = 0;
    boolean inside = false;
    for (int i = 0; i < text.length() && found < words; i++) {
      boolean space = isSpace(text.charAt(i));
      found += !space && !inside ? 1 : 0;
      inside = !space;
    }
    return found >= words;
  }

  static int count(String text) {
    return of(text).size();
  }

  /** Text without link targets, footnote marks and other marks that nobody would type. */
  static String clean(String text) {
    String cleaned = text;
    if (text.indexOf('[') >= 0) {
      cleaned = MARKDOWN_LINK.matcher(cleaned).replaceAll("$1");
    }
    if (cleaned.contains("://") || cleaned.toLowerCase(Locale.ROOT).contains("www.")) {
      cleaned = URL.matcher(cleaned).replaceAll(" ");
    }
    if (cleaned.indexOf('[') >= 0) {
      cleaned = FOOTNOTE.matcher(cleaned).replaceAll(" ");
    }
    return withoutMarkup(cleaned).strip();
  }

  /** Each run of white space and markup made one space, and none before a closing mark. */
  private static String withoutMarkup(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSpace(c) || MARKUP.indexOf(c) >= 0) {
        space = true;
      } else {
        if (space && CLOSING_MARKS.indexOf(c) < 0) {
          kept.append(' ');
        }
        space = false;
        kept.append(c);
      }
    }
    return kept.toString();
  }

  /** A word or phrase without the punctuation around it; percent signs and the like stay behind. */
  static String trim(String text) {
    String stripped = text.strip();
    int from = 0;
    int to = stripped.length();
    while (from < to && !isLetterOrNumber(stripped.codePointAt(from))) {
      from += Character.charCount(stripped.codePointAt(from));
    }
    while (to > from) {
      int last = stripped.codePointBefore(to);
      if (isLetterOrNumber(last) || KEPT_AT_THE_END.indexOf(last) >= 0) {
        break;
      }
      to -= Character.charCount(last);
    }
    return stripped.substring(from, to);
  }

  /** A letter, a digit or a number of any script. */
  static boolean isLetterOrNumber(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
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
