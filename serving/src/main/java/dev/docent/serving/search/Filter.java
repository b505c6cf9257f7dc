package dev.docent.serving.search;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sections may be found at all; null for any.
 *
 * @param tag one that the article must have
 * @param after the first day on which the article may have been published, as yyyy-mm-dd
 * @param before the last day
 * @param sections ids of those that may be found
 */
public record Filter(
    @Nullable String tag,
    @Nullable String after,
    @Nullable String before,
    @Nullable Collection<String> sections) {
  public static final Filter NONE = new Filter(null, null, null, null);

  public Filter {
    sections = sections == null ? null : List.copyOf(sections);
  }
}
