package dev.docent.serving.index;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.serving.search.Language;
import dev.docent.serving.search.SectionFields;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Writes an index of sections: one segment, in the order of section ids, so that the same sections
 * give the same search results whatever the order in which they came.
 */
public final class SectionIndexWriter implements Closeable {
  private static final double BUFFER_MEGABYTES = 64;

  private static final Pattern DAY = Pattern.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** Terms with their frequencies and positions, for phrases. */
  private static final FieldType SEARCHED = searched(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

  /** Code has no phrases; positions would double what it takes. */
  private static final FieldType CODE = searched(IndexOptions.DOCS_AND_FREQS);

  private static final FieldType WORDS = words();

  private final FSDirectory directory;
  private final IndexWriter writer;
  private long sections;
  private boolean committed;

  /**
   * Writes an index of English text.
   *
   * @param folder where the index goes; an index that is there is replaced
   */
  public SectionIndexWriter(Path folder) throws IOException {
    this(folder, Language.ENGLISH);
  }

  /**
   * @param folder where the index goes; an index that is there is replaced
   * @param language as which text is analyzed; whoever opens the index searches it as the same
   */
  public SectionIndexWriter(Path folder, Language language) throws IOException {
    directory = FSDirectory.open(folder);
    IndexWriterConfig settings =
        new IndexWriterConfig(SectionFields.indexAnalyzer(language))
            .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
            .setIndexSort(new Sort(new SortField(SectionFields.ID, SortField.Type.STRING)))
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setCommitOnClose(false);
    writer = new IndexWriter(directory, settings);
    writer.setLiveCommitData(Map.of(SectionFields.LANGUAGE, language.id()).entrySet());
  }

  /**
   * Adds an article's sections. Those with neither text nor code are left out, unless the article
   * has nothing else.
   *
   * @return how many were added
   */
  public int add(Article article) throws IOException {
    int added = 0;
    for (Section section : article.getSections()) {
      boolean empty = section.getText().isBlank() && section.getCode().isEmpty();
      if (!empty || article.getSections().size() == 1) {
        writer.addDocument(document(article, section));
        added++;
      }
    }
    sections += added;
    return added;
  }

  /** How many sections were added. */
  public long sections() {
    return sections;
  }

  /** Merges to one segment and makes all that was added the index. */
  public void commit() throws IOException {
    writer.forceMerge(1);
    writer.commit();
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (committed) {
      writer.close();
    } else {
      writer.rollback();
    }
    directory.close();
  }

  private static Document document(Article article, Section section) {
    Document document = new Document();
    document.add(new StringField(SectionFields.ID, section.getId(), Field.Store.YES));
    document.add(new SortedDocValuesField(SectionFields.ID, new BytesRef(section.getId())));
    document.add(new StringField(SectionFields.ARTICLE, article.getId(), Field.Store.YES));
    document.add(new Field(SectionFields.TITLE, article.getTitle(), SEARCHED));
    for (String heading : section.getHeadingPath()) {
      document.add(new Field(SectionFields.HEADINGS, heading, SEARCHED));
      document.add(new Field(SectionFields.WORDS, heading, WORDS));
    }
    document.add(new Field(SectionFields.TEXT, section.getText(), SEARCHED));
    document.add(new Field(SectionFields.WORDS, article.getTitle(), WORDS));
    document.add(new Field(SectionFields.WORDS, section.getText(), WORDS));
    for (String code : section.getCode()) {
      document.add(new Field(SectionFields.CODE, code, CODE));
    }
    for (String tag : article.getTags()) {
      document.add(new StringField(SectionFields.TAG, tag, Field.Store.YES));
    }
    String published = article.getPublished();
    if (published != null && DAY.matcher(published).find()) {
      String day = published.substring(0, "yyyy-mm-dd".length());
      document.add(new StringField(SectionFields.DAY, day, Field.Store.NO));
    }
    store(document, SectionFields.URL, article.getUrl());
    store(document, SectionFields.ANCHOR, section.getAnchor());
    store(document, SectionFields.PUBLISHED, article.getPublished());
    document.add(new StoredField(SectionFields.POSITION, section.getPosition()));
    return document;
  }

  private static void store(Document document, String field, @Nullable String value) {
    if (value != null) {
      document.add(new StoredField(field, value));
    }
  }

  private static FieldType searched(IndexOptions options) {
    FieldType type = new FieldType(TextField.TYPE_STORED);
    type.setIndexOptions(options);
    type.freeze();
    return type;
  }

  private static FieldType words() {
    FieldType type = new FieldType(TextField.TYPE_NOT_STORED);
    type.setIndexOptions(IndexOptions.DOCS);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }
}
