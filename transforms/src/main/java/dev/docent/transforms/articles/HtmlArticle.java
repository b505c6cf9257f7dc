package dev.docent.transforms.articles;

import dev.docent.records.Article;
import dev.docent.records.RawPage;
import dev.docent.records.Section;
import dev.docent.transforms.articles.ParseOutcome.Parsed;
import dev.docent.transforms.articles.ParseOutcome.Refused;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** An HTML page on its way to an article. */
final class HtmlArticle {
  static final String NO_TEXT = "no-text";
  static final String REDIRECT_STUB = "redirect-stub";
  static final String FRAMESET = "frameset";
  static final String TOO_COMPLEX = "too-complex";

  /** A tree of more elements would take gigabytes. */
  private static final int MAX_TAGS = 3_000_000;

  /** Bodies may be concealed one in the other. */
  private static final int MAX_REVEALS = 3;

  private final RawPage page;
  private final FrontMatter front;
  private final Document document;
  private PageScan scan;

  private HtmlArticle(RawPage page, FrontMatter front, Document document) {
    this.page = page;
    this.front = front;
    this.document = document;
    this.scan = PageScan.of(document);
  }

  /**
   * Parses a page.
   *
   * @param leastCharacters fewer of text and code give no article
   * @param leastSectionCharacters shorter sections are joined to the one before
   */
  static ParseOutcome parse(
      RawPage page, String content, int leastCharacters, int leastSectionCharacters) {
    FrontMatter front = FrontMatter.split(content);
    String markup = front.present() ? LiquidTags.render(front.body()) : content;
    int tags = tags(markup);
    if (tags > MAX_TAGS) {
      return new Refused(
          TOO_COMPLEX, "%d tags; a page may have %d at most".formatted(tags, MAX_TAGS));
    }
    Document document = Jsoup.parse(markup, Objects.requireNonNullElse(page.getUrl(), ""));
    return new HtmlArticle(page, front, document).read(leastCharacters, leastSectionCharacters);
  }

  private static int tags(String markup) {
    if (markup.length() <= MAX_TAGS) {
      return 0; // Too short to hold too many.
    }
    int tags = 0;
    for (int at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1)) {
      tags++;
    }
    return tags;
  }

  private ParseOutcome read(int leastCharacters, int leastSectionCharacters) {
    Frames frames = Frames.of(document, scan);
    if (frames.isFrameset()) {
      if (!frames.showAlternative(document)) {
        return new Refused(FRAMESET, frames.describe());
      }
      scan = PageScan.of(document);
    }
    for (int i = 0; i < MAX_REVEALS && scan.concealed().reveal(visible()); i++) {
      scan = PageScan.of(document);
    }
    String target = Redirect.target(scan.metas(), page.getUrl());
    if (target != null && visible() < Redirect.MAX_STUB_CHARACTERS) {
      return new Refused(REDIRECT_STUB, "leads to '%s'".formatted(target));
    }
    Element body = document.body();
    Furniture furniture = new Furniture(scan.weights(), body);
    // An unrendered page is all content: its layout comes from elsewhere.
    Element main = front.present() ? body : new MainContent(scan, furniture).find(document);
    SectionCollector.Collected collected =
        SectionCollector.collect(main, scan.weights(), furniture, givenTitle());
    long characters = 0;
    for (SectionDraft section : collected.sections()) {
      characters += section.size();
    }
    if (characters < leastCharacters) {
      return new Refused(
          NO_TEXT,
          "%d characters of text; --min-article-characters asks for %d"
              .formatted(characters, leastCharacters));
    }
    return new Parsed(article(collected, leastSectionCharacters));
  }

  private int visible() {
    return scan.weights().below(document.body()).textOutsideLinks();
  }

  private Article article(SectionCollector.Collected collected, int leastSectionCharacters) {
    String title = title(collected);
    List<Section> sections =
        Sections.of(page.getId(), collected.sections(), leastSectionCharacters);
    return new Article(
        page.getId(),
        PageMetadata.url(scan, page.getUrl()),
        title,
        PageMetadata.language(document, scan.metas(), front),
        PublishedDate.of(page, scan, front),
        PageMetadata.tags(page.getTags(), scan, front),
        sections);
  }

  private @Nullable String givenTitle() {
    String given = page.getTitle();
    return given == null || given.isBlank() ? front.text("title") : PageTitle.given(given);
  }

  private String title(SectionCollector.Collected collected) {
    String given = givenTitle();
    if (given != null) {
      return SectionText.oneLine(given);
    }
    if (collected.title() != null) {
      return collected.title();
    }
    PageTitle.Found found = PageTitle.of(document, scan);
    if (found == null) {
      return PageTitle.ofFile(page.getId());
    }
    collected.lead().anchor(found.anchor());
    return found.text();
  }
}
