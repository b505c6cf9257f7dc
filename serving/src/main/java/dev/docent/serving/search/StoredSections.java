package dev.docent.serving.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads sections off an index, and keeps those asked for most: a search looks at some 200, and to
 * read them from the index takes longer than to find them.
 */
final class StoredSections {
  /** Letters in memory at most; Java takes a byte for one of most languages, else two. */
  private static final long LETTERS = 64 << 20;

  /** What a section takes beside its text, in letters. */
  private static final int RECORD = 500;

  private final DirectoryReader reader;
  private final AnalyzedText.Known analyzed;

  /** Sections of an article have much in common. */
  private final Interner<String> names = Interner.newWeakInterner();

  private final Cache<Integer, IndexedSection> known =
      Caffeine.newBuilder()
          .maximumWeight(LETTERS)
          .weigher((Integer doc, IndexedSection section) -> letters(section))
          // Evictions are made by those who ask: no thread is left behind.
          .executor(Runnable::run)
          .build();

  /**
   * @param language of the texts
   */
  StoredSections(DirectoryReader reader, Language language) {
    this.reader = reader;
    this.analyzed = new AnalyzedText.Known(language);
  }

  private static int letters(IndexedSection section) {
    int code = section.code().stream().mapToInt(String::length).sum();
    return RECORD + section.text().length() + code;
  }

  /** The section of a document's number. */
  IndexedSection get(int doc) {
    return known.get(doc, this::read);
  }

  private IndexedSection read(int doc) {
    try {
      return shared(read(reader.storedFields().document(doc)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, with one string for what is the same in several sections. */
  private IndexedSection shared(IndexedSection section) {
    return new IndexedSection(
        section.id(),
        names.intern(section.articleId()),
        names.intern(section.title()),
        section.headingPath().stream().map(names::intern).toList(),
        section.text(),
        section.code(),
        section.url(),
        section.anchor(),
        section.published(),
        section.position(),
        section.tags().stream().map(names::intern).toList());
  }

  AnalyzedText.Known analyzed() {
    return analyzed;
  }

  static IndexedSection read(Document document) {
    return new IndexedSection(
        text(document, SectionFields.ID),
        text(document, SectionFields.ARTICLE),
        text(document, SectionFields.TITLE),
        List.of(document.getValues(SectionFields.HEADINGS)),
        text(document, SectionFields.TEXT),
        List.of(document.getValues(SectionFields.CODE)),
        document.get(SectionFields.URL),
        document.get(SectionFields.ANCHOR),
        document.get(SectionFields.PUBLISHED),
        position(document),
        List.of(document.getValues(SectionFields.TAG)));
  }

  private static String text(Document document, String field) {
    @Nullable String value = document.get(field);
    return value == null ? "" : value;
  }

  private static int position(Document document) {
    var field = document.getField(SectionFields.POSITION);
    return field == null || field.numericValue() == null ? 0 : field.numericValue().intValue();
  }
}
