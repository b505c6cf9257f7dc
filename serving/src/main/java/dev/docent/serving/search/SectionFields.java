package dev.docent.serving.search;

import dev.docent.records.text.Terms;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

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

  /** The words of title, headings and text as they are written, in lower case: searched. */
  public static final String WORDS = "words";

  /** One value a tag of the article: stored and searched as it is. */
  public static final String TAG = "tag";

  /** The day on which the article was published, yyyy-mm-dd: searched. */
  public static final String DAY = "day";

  public static final String URL = "url";
  public static final String ANCHOR = "anchor";
  public static final String PUBLISHED = "published";
  public static final String POSITION = "position";

  /** What the index's commit calls its language. */
  public static final String LANGUAGE = "language";

  private SectionFields() {}

  /** Further apart than the words of a phrase, so that none spans two headings. */
  private static final int GAP = 100;

  /** The analyzer of an index: the language's but for {@link #WORDS}. */
  public static Analyzer indexAnalyzer(Language language) {
    Analyzer written =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer words = new StandardTokenizer();
            words.setMaxTokenLength(Terms.MAX_LENGTH);
            return new TokenStreamComponents(words, new LowerCaseFilter(words));
          }
        };
    return new AnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
      @Override
      protected Analyzer getWrappedAnalyzer(String field) {
        return field.equals(WORDS) ? written : language.analyzer();
      }

      @Override
      public int getPositionIncrementGap(String field) {
        return GAP;
      }
    };
  }
}
