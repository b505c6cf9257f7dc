package dev.docent.transforms.dataset;

import dev.docent.records.TextSource;
import dev.docent.records.text.PassageTitle;
import java.util.List;

/**
 * A section of an article or of a Wikipedia entry: what a query is made from, and what is ranked.
 *
 * @param id the section's id, or {@code wikipedia:<entry id>#<position>}
 * @param documentId the article's id, or {@code wikipedia:<entry id>}
 * @param headingPath empty for the lead
 */
public record CorpusSection(
    String id,
    String documentId,
    TextSource source,
    String articleTitle,
    List<String> headingPath,
    String text) {

  public CorpusSection {
    headingPath = List.copyOf(headingPath);
  }

  /** The title and the heading path, as they are put in front of the text. */
  public String title() {
    return PassageTitle.of(articleTitle, headingPath);
  }
}
