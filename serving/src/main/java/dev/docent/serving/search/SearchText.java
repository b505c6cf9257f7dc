package dev.docent.serving.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user typed: the words that rank, and what a section must have. {@code "rolling update"}
 * asks for the words side by side, {@code title:update} and {@code heading:"rolling update"} for
 * them in one place; all else is words, whatever characters they have.
 *
 * @param words all words, those of phrases and fields too
 * @param required what must be there
 */
public record SearchText(String words, List<Required> required) {
  private static final Pattern OPERATORS =
      Pattern.compile(
          "(?<!\\S)(?:(?:(title|heading):)?\"([^\"]+)\"|(title|heading):([^\\s\"]+))",
          Pattern.CASE_INSENSITIVE);

  private static final int MOST = 20;

  public SearchText {
    required = List.copyOf(required);
  }

  /** Where something must be. */
  public enum Place {
    ANYWHERE,
    TITLE,
    HEADING
  }

  /** Words that must stand side by side in a place. */
  public record Required(Place place, String text) {}

  public static SearchText parse(String typed) {
    List<Required> required = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    Matcher operators = OPERATORS.matcher(typed);
    int done = 0;
    while (operators.find() && required.size() < MOST) {
      String place = operators.group(1) == null ? operators.group(3) : operators.group(1);
      String text = operators.group(2) == null ? operators.group(4) : operators.group(2);
      required.add(new Required(place(place), text));
      words.append(typed, done, operators.start()).append(text).append(' ');
      done = operators.end();
    }
    words.append(typed.substring(done));
    return new SearchText(words.toString().strip(), required);
  }

  private static Place place(@org.jspecify.annotations.Nullable String name) {
    if (name == null) {
      return Place.ANYWHERE;
    }
    return name.toLowerCase(Locale.ROOT).equals("title") ? Place.TITLE : Place.HEADING;
  }
}
