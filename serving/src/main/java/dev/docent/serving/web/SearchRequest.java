package dev.docent.serving.web;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the search.
 *
 * @param query 1 to {@value #MAX_QUERY} characters that are not all blank
 * @param from how many articles to leave out at the top, 0 to {@value #MAX_FROM}
 * @param size how many articles to give, 1 to {@value #MAX_SIZE}
 * @param explain whether to say how each section came to its score
 */
public record SearchRequest(String query, int from, int size, boolean explain) {
  static final int MAX_QUERY = 500;
  static final int MAX_FROM = 1000;
  static final int MAX_SIZE = 50;
  static final int DEFAULT_SIZE = 10;

  /**
   * Reads the parameters {@code q}, {@code from}, {@code size} and {@code explain}.
   *
   * @param parameters the value of a parameter, null where it is absent
   * @throws BadRequestException with every parameter that is wrong
   */
  static SearchRequest of(Function<String, @Nullable String> parameters) {
    BadRequestException.Collector problems = new BadRequestException.Collector();
    String query = parameters.apply("q");
    String stripped = query == null ? "" : query.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (stripped.isEmpty()) {
      problems.add("q", "must have at least one word");
    } else if (length > MAX_QUERY) {
      problems.add("q", "has %d characters; at most %d are allowed".formatted(length, MAX_QUERY));
    }
    int from = number(parameters.apply("from"), "from", 0, 0, MAX_FROM, problems);
    int size = number(parameters.apply("size"), "size", DEFAULT_SIZE, 1, MAX_SIZE, problems);
    boolean explain = truth(parameters.apply("explain"), "explain", problems);
    problems.throwIfAny();
    return new SearchRequest(stripped, from, size, explain);
  }

  private static boolean truth(
      @Nullable String text, String name, BadRequestException.Collector problems) {
    if (text == null || text.isEmpty() || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      problems.add(name, "must be true or false");
    }
    return true;
  }

  private static int number(
      @Nullable String text,
      String name,
      int byDefault,
      int min,
      int max,
      BadRequestException.Collector problems) {
    if (text == null || text.isEmpty()) {
      return byDefault;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    problems.add(name, "must be a whole number from %d to %d".formatted(min, max));
    return byDefault;
  }
}
