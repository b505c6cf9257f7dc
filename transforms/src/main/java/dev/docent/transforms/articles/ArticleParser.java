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
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Parses a raw page to an article with sections. Takes HTML pages as browsers do, however broken,
 * unrendered Jekyll pages with front matter, and plain text (one section, as in BEIR collections).
 * Never throws for a page's sake.
 */
public final class ArticleParser implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String NO_TEXT = "no-text";
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
    ByteBuffer content = page.getContent().duplicate();
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    String text = PageText.decode(bytes, page.getCharset());
    if (isGarbage(text)) {
      return new Refused(NOT_TEXT, "holds bytes that are no text; is it a binary file?");
    }
    try {
      return switch (page.getContentType()) {
        case RawPages.PLAIN -> plain(page, text);
        case RawPages.HTML, "application/xhtml+xml" -> html(page, text);
        default ->
            new Refused(
                UNSUPPORTED_TYPE,
                "'%s' is not text/html or text/plain".formatted(page.getContentType()));
      };
    } catch (RuntimeException | StackOverflowError e) {
      return new Refused(PARSER_FAILED, e.toString());
    }
  }

  private static boolean isGarbage(String text) {
    int sample = Math.min(text.length(), GARBAGE_SAMPLE_CHARACTERS);
    long garbage = text.chars().limit(sample).filter(c -> c == 0 || c == '\uFFFD').count();
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
            null,
            List.of(),
            List.of(section)));
  }

  private ParseOutcome html(RawPage page, String content) {
    FrontMatter front = FrontMatter.split(content);
    String markup = front.present() ? LiquidTags.render(front.body()) : content;
    Document document = Jsoup.parse(markup, Objects.requireNonNullElse(page.getUrl(), ""));
    Element body = document.body();
    MetaElements metas = MetaElements.of(document);
    TextWeights weights = TextWeights.of(body);
    Furniture furniture = new Furniture(weights, body);
    // An unrendered page is all content: its layout comes from elsewhere.
    Element main = front.present() ? body : new MainContent(weights, furniture).find(document);
    SectionCollector.Collected collected =
        SectionCollector.collect(main, weights, furniture, front.text("title"));
    String title = title(page, front, collected, document, metas);
    List<Section> sections = Sections.of(page.getId(), collected.sections(), minSectionCharacters);
    long characters = collected.sections().stream().mapToLong(SectionDraft::size).sum();
    if (characters < minArticleCharacters) {
      return new Refused(
          NO_TEXT,
          "%d characters of text; --min-article-characters asks for %d"
              .formatted(characters, minArticleCharacters));
    }
    return new Parsed(
        new Article(
            page.getId(),
            PageMetadata.url(document, metas, page.getUrl()),
            title,
            PageMetadata.language(document, metas, front),
            PublishedDate.of(document, metas, front, page.getId()),
            PageMetadata.tags(document, metas, front),
            sections));
  }

  private static String title(
      RawPage page,
      FrontMatter front,
      SectionCollector.Collected collected,
      Document document,
      MetaElements metas) {
    @Nullable String given = page.getTitle() == null ? front.text("title") : page.getTitle();
    if (given != null && !given.isBlank()) {
      return SectionText.oneLine(given);
    }
    if (collected.title() != null) {
      return collected.title();
    }
    PageTitle.Found found = PageTitle.of(document, metas);
    if (found == null) {
      return fileTitle(page.getId());
    }
    collected.lead().anchor(found.anchor());
    return found.text();
  }

  /** A title of last resort: the file's name, or its folder's where it is an index. */
  private static String fileTitle(String id) {
    String[] parts = id.split("/", -1);
    String name = parts[parts.length - 1].replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    if (name.equals("index") && parts.length > 1) {
      name = parts[parts.length - 2];
    }
    return name.replace('-', ' ').replace('_', ' ').strip();
  }
}
