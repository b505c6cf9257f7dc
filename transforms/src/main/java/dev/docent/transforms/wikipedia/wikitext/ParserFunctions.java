package dev.docent.transforms.wikipedia.wikitext;

import java.util.Locale;

/**
 * The parser functions that stand in the running text of articles, such as {@code
 * formatnum:1250000} (https://www.mediawiki.org/wiki/Help:Magic_words).
 */
final class ParserFunctions {
  private ParserFunctions() {}

  /**
   * What a call shows.
   *
   * @param call what stands between the braces, without bars
   * @return empty for what is no such function
   */
  static String of(String call) {
    int colon = call.indexOf(':');
    if (colon <= 0) {
      return "";
    }
    String argument = call.substring(colon + 1).strip();
    return switch (call.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
      case "formatnum" -> grouped(argument);
      case "lc" -> argument.toLowerCase(Locale.ROOT);
      case "uc" -> argument.toUpperCase(Locale.ROOT);
      case "ucfirst" -> first(argument).toUpperCase(Locale.ROOT) + rest(argument);
      case "lcfirst" -> first(argument).toLowerCase(Locale.ROOT) + rest(argument);
      default -> "";
    };
  }

  /** With a comma before each three digits of the whole part. */
  private static String grouped(String number) {
    int end = number.indexOf('.');
    end = end < 0 ? number.length() : end;
    int start = 0;
    while (start < end && !Character.isDigit(number.charAt(start))) {
      start++;
    }
    for (int i = start; i < end; i++) {
      if (!Character.isDigit(number.charAt(i))) {
        return number;
      }
    }
    StringBuilder out = new StringBuilder(number.substring(0, start));
    for (int i = start; i < end; i++) {
      out.append(i > start && (end - i) % 3 == 0 ? "," : "").append(number.charAt(i));
    }
    return out.append(number, end, number.length()).toString();
  }

  private static String first(String text) {
    return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
  }

  private static String rest(String text) {
    return text.isEmpty() ? "" : text.substring(text.offsetByCodePoints(0, 1));
  }
}
