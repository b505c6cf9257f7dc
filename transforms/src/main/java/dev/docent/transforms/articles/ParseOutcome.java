package dev.docent.transforms.articles;

import dev.docent.records.Article;

/** What became of a page. */
public sealed interface ParseOutcome {
  record Parsed(Article article) implements ParseOutcome {}

  /**
   * A page that gives no article.
   *
   * @param reason a kebab-case code, such as {@code no-text}
   * @param detail what a person needs to understand it
   */
  record Refused(String reason, String detail) implements ParseOutcome {}
}
