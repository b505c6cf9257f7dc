package dev.docent.serving.search;

import dev.docent.records.text.Terms;
import java.util.Arrays;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * The language of an index: how its text is analyzed, and what is searched for in it. Each is
 * Lucene's analyzer with its stop words and its stemmer; Chinese, Japanese and Korean are cut into
 * pairs of characters.
 */
public enum Language {
  ENGLISH("en", Terms.analyzer()),
  GERMAN("de", new GermanAnalyzer()),
  FRENCH("fr", new FrenchAnalyzer()),
  SPANISH("es", new SpanishAnalyzer()),
  CJK("cjk", new CJKAnalyzer());

  private final String id;
  private final Analyzer analyzer;

  Language(String id, Analyzer analyzer) {
    this.id = id;
    this.analyzer = analyzer;
  }

  /** As the settings and the index name it. */
  public String id() {
    return id;
  }

  /** Safe for use by several threads; not to be closed. */
  Analyzer analyzer() {
    return analyzer;
  }

  /** Whether words overlap, so that none can be replaced by another. */
  boolean isOfPairs() {
    return this == CJK;
  }

  /** Whether a word carries grammar rather than a subject; other analyzers drop such words. */
  boolean isFunctionWord(String word) {
    return this == ENGLISH && Terms.isFunctionWord(word);
  }

  /**
   * The language by its name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Language of(String id) {
    return Arrays.stream(values())
        .filter(one -> one.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "illegal language: '%s', must be one of %s"
                        .formatted(id, Arrays.stream(values()).map(Language::id).toList())));
  }

  /**
   * The language that suits articles of a tag.
   *
   * @param tag BCP 47, such as pt-BR; null where it isn't known
   * @return English where no other suits
   */
  public static Language ofTag(@Nullable String tag) {
    String language = tag == null ? "" : Locale.forLanguageTag(tag).getLanguage();
    return switch (language) {
      case "de" -> GERMAN;
      case "fr" -> FRENCH;
      case "es" -> SPANISH;
      case "zh", "ja", "ko" -> CJK;
      default -> ENGLISH;
    };
  }
}
