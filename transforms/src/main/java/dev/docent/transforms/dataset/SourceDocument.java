package dev.docent.transforms.dataset;

import dev.docent.records.Article;
import dev.docent.records.Entry;
import dev.docent.records.EntrySection;
import dev.docent.records.Section;
import dev.docent.records.TextSource;
import java.util.ArrayList;
import java.util.List;

/** An article or a Wikipedia entry in the form that queries are made from. */
public record SourceDocument(String id, TextSource source, List<CorpusSection> sections) {
  /** In front of an entry's id. */
  public static final String WIKIPEDIA = "wikipedia:";

  public SourceDocument {
    sections = List.copyOf(sections);
  }

  public static SourceDocument of(Article article) {
    List<CorpusSection> sections = new ArrayList<>();
    for (Section section : article.getSections()) {
      sections.add(
          new CorpusSection(
              section.getId(),
              article.getId(),
              TextSource.SITE,
              article.getTitle(),
              section.getHeadingPath(),
              section.getText()));
    }
    return new SourceDocument(article.getId(), TextSource.SITE, sections);
  }

  public static SourceDocument of(Entry entry) {
    String id = WIKIPEDIA + entry.getId();
    List<CorpusSection> sections = new ArrayList<>();
    int position = 0;
    for (EntrySection section : entry.getSections()) {
      sections.add(
          new CorpusSection(
              id + "#" + position++,
              id,
              TextSource.WIKIPEDIA,
              entry.getTitle(),
              section.getHeadingPath(),
              section.getText()));
    }
    return new SourceDocument(id, TextSource.WIKIPEDIA, sections);
  }
}
