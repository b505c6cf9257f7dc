package dev.docent.records.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The title in front of a passage: where in its article the passage stands. */
public final class PassageTitle {
  private static final String SEPARATOR = " - ";

  private PassageTitle() {}

  /**
   * Joins the article's title and the heading path by {@code " - "}. Blank parts are left out, and
   * so are repeats, such as an outermost heading that is the title again.
   */
  public static String of(String articleTitle, List<String> headingPath) {
    Set<String> seen = new LinkedHashSet<>();
    StringBuilder title = new StringBuilder();
    append(title, articleTitle, seen);
    for (String heading : headingPath) {
      append(title, heading, seen);
    }
    return title.toString();
  }

  private static void append(StringBuilder title, String part, Set<String> seen) {
    String stripped = part.strip();
    if (!stripped.isEmpty() && seen.add(stripped)) {
      title.append(title.isEmpty() ? "" : SEPARATOR).append(stripped);
    }
  }
}
