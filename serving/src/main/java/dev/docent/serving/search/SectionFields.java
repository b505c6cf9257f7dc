package dev.docent.serving.search;

import dev.docent.records.text.Terms;
import org.apache.lucene.analysis.Analyzer;

/** The fields of the index, and the analyzer that writes and asks them. */
public final class SectionFields {
  /** Section id: stored, and the order of the index. */
  public static final String ID = "id";

  public static final String ARTICLE = "article";

  /** Article title: stored and searched. */
  public static final String TITLE = "title";

  /** One value a heading, the outermost first: stored and searched. */
  public static final String HEADINGS = "headings";

  /** Prose: stored and searched. */
  public static final String TEXT = "text";

  /** One value a code block: stored and searched with a low weight. */
  public static final String CODE = "code";

  public static final String URL = "url";
  public static final String ANCHOR = "anchor";
  public static final String PUBLISHED = "published";
  public static final String POSITION = "position";

  private SectionFields() {}

  /** The one analyzer of text that is indexed and of text that is searched for. */
  public static Analyzer analyzer() {
    return Terms.analyzer();
  }
}
