package dev.docent.serving.search;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A section as the index keeps it.
 *
 * @param headingPath from the outermost heading to the section's own; empty for an article's lead
 * @param url of the article; null where it has none, or one that isn't http or https
 * @param position 0 for the first section of the article
 */
public record IndexedSection(
    String id,
    String articleId,
    String title,
    List<String> headingPath,
    String text,
    List<String> code,
    @Nullable String url,
    @Nullable String anchor,
    @Nullable String published,
    int position,
    List<String> tags) {

  public IndexedSection {
    url = Links.page(url);
    headingPath = List.copyOf(headingPath);
    code = List.copyOf(code);
    tags = List.copyOf(tags);
  }

  /** What a model reads: the text, or the code of a section that has nothing else. */
  public String passage() {
    return text.isBlank() ? String.join("\n", code) : text;
  }

  /** The section's own heading; the article's title for a lead. */
  public String heading() {
    return headingPath.isEmpty() ? title : headingPath.get(headingPath.size() - 1);
  }

  /**
   * Where a reader finds the section: the article's URL with the section's anchor. Empty where the
   * article has no URL.
   */
  public Optional<String> link() {
    return pageLink().map(page -> Links.at(page, anchor));
  }

  /** The article's own address, under the same terms. */
  public Optional<String> pageLink() {
    return Optional.ofNullable(url);
  }
}
