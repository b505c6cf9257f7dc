package dev.docent.transforms.duplicates;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What articles are compared by: title, headings, text and code, in lower case. */
final class ComparedText {
  private ComparedText() {}

  /** In the order of the article; each section has a heading, which may be empty. */
  static List<String> of(Article article) {
    List<String> texts = new ArrayList<>();
    texts.add(lower(article.getTitle()));
    for (Section section : article.getSections()) {
      int headings = section.getHeadingPath().size();
      texts.add(headings == 0 ? "" : lower(section.getHeadingPath().get(headings - 1)));
      texts.add(lower(section.getText()));
      section.getCode().forEach(code -> texts.add(lower(code)));
    }
    return texts;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
