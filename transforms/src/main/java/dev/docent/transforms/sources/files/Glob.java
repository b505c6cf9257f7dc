package dev.docent.transforms.sources.files;

import dev.docent.records.UserException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of paths, such as {@code site/**}{@code /*.html}: {@code *} and {@code ?} stand for
 * characters within one part, {@code **} for any number of parts, none included, {@code [a-c]} for
 * one of some characters, and <code>{html,htm}</code> for one of some endings.
 *
 * @param base the folder or prefix in front of the first part that holds a pattern; empty for the
 *     working folder
 * @param regex matches paths below the base
 */
public record Glob(String base, Pattern regex) implements PageNames {
  /**
   * Reads a pattern.
   *
   * @throws UserException if a bracket isn't closed
   */
  public static Glob of(String glob) {
    int first = 0;
    while (first < glob.length() && "*?[{".indexOf(glob.charAt(first)) < 0) {
      first++;
    }
    int cut = glob.lastIndexOf('/', Math.min(first, glob.length() - 1));
    String base = cut < 0 ? "" : cut == 0 ? "/" : glob.substring(0, cut);
    try {
      return new Glob(base, Pattern.compile(regex(glob.substring(cut + 1)), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new UserException(
          "--articles '%s' is no valid pattern: %s".formatted(glob, e.getDescription()), e);
    }
  }

  @Override
  public boolean matches(String path) {
    return regex.matcher(path).matches();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    boolean inBraces = false;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[') {
        int end = glob.indexOf(']', i + 2);
        if (end < 0) {
          throw new PatternSyntaxException("'[' is not closed", glob, i);
        }
        String set = glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = end;
      } else if (c == '{' || (c == '}' && inBraces)) {
        inBraces = c == '{';
        regex.append(inBraces ? "(?:" : ")");
      } else if (c == ',' && inBraces) {
        regex.append('|');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    if (inBraces) {
      throw new PatternSyntaxException("'{' is not closed", glob, glob.indexOf('{'));
    }
    return regex.toString();
  }
}
