package dev.docent.transforms.sources.files;

import dev.docent.records.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The endings of file names that are pages, without regard to case. */
public record Endings(List<String> suffixes) implements PageNames {
  /**
   * Reads endings parted by commas, such as {@code html,htm}; a leading dot may be given.
   *
   * @throws UserException if there is none
   */
  public static Endings of(String commaSeparated) {
    List<String> suffixes =
        Arrays.stream(commaSeparated.split(",", -1))
            .map(ending -> ending.strip().toLowerCase(Locale.ROOT))
            .filter(ending -> !ending.isEmpty())
            .map(ending -> ending.startsWith(".") ? ending : "." + ending)
            .distinct()
            .toList();
    if (suffixes.isEmpty()) {
      throw new UserException(
          "--endings '%s' names no ending; give some, such as html,htm".formatted(commaSeparated));
    }
    return new Endings(suffixes);
  }

  @Override
  public boolean matches(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return suffixes.stream().anyMatch(name::endsWith);
  }
}
