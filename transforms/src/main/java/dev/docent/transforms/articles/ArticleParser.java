package dev.docent.transforms.articles;

import dev.docent.records.Article;
import dev.docent.records.RawPage;
import dev.docent.records.Section;
import dev.docent.records.config.ParseConfig;
import dev.docent.transforms.articles.ParseOutcome.Parsed;
import dev.docent.transforms.articles.ParseOutcome.Refused;
import dev.docent.transforms.sources.RawPages;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Parses a raw page to an article with sections. Takes HTML pages as browsers do, however broken,
 * unrendered Jekyll pages with front matter, and plain text (one section, as in BEIR collections).
 * Never throws for a page's sake.
 */
public final class ArticleParser implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String NO_TEXT = HtmlArticle.NO_TEXT;
  static final String NOT_TEXT = "not-text";
  static final String UNSUPPORTED_TYPE = "unsupported-type";
  static final String PARSER_FAILED = "parser-failed";

  /** Decoded text with a larger share of NULs and replacement characters is no text. */
  private static final double MAX_GARBAGE_SHARE = 0.1;

  private static final int GARBAGE_SAMPLE_CHARACTERS = 10_000;

  /** Fewer such characters prove nothing. */
  private static final int LEAST_GARBAGE_CHARACTERS = 50;

  private final int minArticleCharacters;
  private final int minSectionCharacters;

  /**
   * @param minArticleCharacters an HTML page with less text and code gives no article; plain text
   *     is judged by nothing but being empty, so that a collection stays whole
   * @param minSectionCharacters shorter sections are joined to the one before
   */
  public ArticleParser(int minArticleCharacters, int minSectionCharacters) {
    this.minArticleCharacters = minArticleCharacters;
    this.minSectionCharacters = minSectionCharacters;
  }

  public static ArticleParser of(ParseConfig config) {
    return new ArticleParser(config.minArticleCharacters(), config.minSectionCharacters());
  }

  public ParseOutcome parse(RawPage page) {
    String text = PageText.decode(bytes(page.getContent()), page.getCharset());
    if (isGarbage(text)) {
      return new Refused(NOT_TEXT, "holds bytes that are no text; is it a binary file?");
    }
    try {
      return switch (page.getContentType()) {
        case RawPages.PLAIN -> plain(page, text);
        case RawPages.HTML, "application/xhtml+xml" ->
            HtmlArticle.parse(page, text, minArticleCharacters, minSectionCharacters);
        default ->
            new Refused(
                UNSUPPORTED_TYPE,
                "'%s' is not text/html or text/plain".formatted(page.getContentType()));
      };
    } catch (RuntimeException | StackOverflowError e) {
      return new Refused(PARSER_FAILED, e.toString());
    }
  }

  private static byte[] bytes(ByteBuffer content) {
    if (content.hasArray()
        && content.position() == 0
        && content.arrayOffset() == 0
        && content.remaining() == content.array().length) {
      return content.array();
    }
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return bytes;
  }

  private static boolean isGarbage(String text) {
    int sample = Math.min(text.length(), GARBAGE_SAMPLE_CHARACTERS);
    int garbage = 0;
    for (int i = 0; i < sample; i++) {
      char c = text.charAt(i);
      garbage += c == 0 || c == '\uFFFD' ? 1 : 0;
    }
    return (garbage > LEAST_GARBAGE_CHARACTERS && garbage > MAX_GARBAGE_SHARE * sample)
        || text.startsWith("%PDF-");
  }

  private static ParseOutcome plain(RawPage page, String content) {
    String title = page.getTitle() == null ? "" : SectionText.oneLine(page.getTitle());
    String text = SectionText.lines(content);
    if (text.isEmpty() && title.isEmpty()) {
      return new Refused(NO_TEXT, "has neither title nor text");
    }
    Section section =
        new Section(
            page.getId(),
            page.getId(),
            0,
            1,
            List.of(),
            null,
            text.isEmpty() ? title : text,
            List.of());
    return new Parsed(
        new Article(
            page.getId(),
            PageMetadata.webUrl(page.getUrl(), null),
            title,
            null,
            PublishedDate.day(page.getPublished()),
            PageMetadata.tags(page.getTags()),
            List.of(section)));
  }
}
