package dev.docent.transforms.topics;

import dev.docent.records.Article;
import dev.docent.records.Section;

/** What a section is about, as one text: the article's title, the headings, the prose. */
public final class SectionText {
  private SectionText() {}

  /** Title once, then each heading that isn't the title again, then the text; without code. */
  public static String of(Article article, Section section) {
    StringBuilder text = new StringBuilder(section.getText().length() + 100);
    text.append(article.getTitle());
    for (String heading : section.getHeadingPath()) {
      if (!heading.equals(article.getTitle())) {
        text.append('\n').append(heading);
      }
    }
    return text.append('\n').append(section.getText()).toString();
  }
}
