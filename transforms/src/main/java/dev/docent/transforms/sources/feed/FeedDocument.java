package dev.docent.transforms.sources.feed;

import dev.docent.transforms.sources.PageUrls;
import dev.docent.transforms.sources.SourceTimes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A feed: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom (RFC 4287). Read leniently, since many feeds are not
 * well-formed; entities of a document type declaration are never resolved.
 *
 * @param next the feed's next page (RFC 5005), null at the end
 */
record FeedDocument(List<Entry> entries, @Nullable String next) {

  /**
   * One article.
   *
   * @param link as written, null where it has none
   * @param content all of the article as HTML, null where the feed has none or a summary only
   */
  record Entry(
      @Nullable String link,
      @Nullable String title,
      @Nullable String updated,
      @Nullable String published,
      List<String> tags,
      @Nullable String content) {}

  static FeedDocument parse(byte[] feed, URI base) throws IOException {
    Document document =
        Jsoup.parse(new ByteArrayInputStream(feed), null, base.toString(), Parser.xmlParser());
    List<Entry> entries = new ArrayList<>();
    for (Element item : document.select("item, entry, *|item, *|entry")) {
      entries.add(entry(item));
    }
    String next = null;
    for (Element link : document.select("link[rel=next], atom|link[rel=next]")) {
      if (entries.isEmpty() || !link.parents().stream().anyMatch(p -> isEntry(p))) {
        next = PageUrls.normalise(link.attr("href"), base).isPresent() ? link.attr("href") : null;
      }
    }
    return new FeedDocument(entries, next);
  }

  private static boolean isEntry(Element element) {
    return element.normalName().matches("(.*:)?(item|entry)");
  }

  private static Entry entry(Element item) {
    List<String> tags = new ArrayList<>();
    for (Element tag : children(item, "category", "dc:subject")) {
      String term = tag.hasAttr("term") ? tag.attr("term") : tag.wholeText();
      if (!term.isBlank() && !tags.contains(term.strip())) {
        tags.add(term.strip());
      }
    }
    return new Entry(
        link(item),
        title(item),
        SourceTimes.iso(text(item, "updated", "atom:updated", "dcterms:modified", "modified")),
        SourceTimes.iso(text(item, "published", "pubdate", "issued", "dc:date", "date")),
        tags,
        content(item));
  }

  /** The alternate link of Atom, the link of RSS, or its guid where that is a permanent link. */
  private static @Nullable String link(Element item) {
    for (Element link : children(item, "link", "atom:link")) {
      String rel = link.attr("rel");
      if (link.hasAttr("href") && (rel.isEmpty() || rel.equals("alternate"))) {
        return link.attr("abs:href").isEmpty() ? link.attr("href") : link.attr("abs:href");
      }
      if (!link.hasAttr("href") && !link.wholeText().isBlank()) {
        return link.wholeText().strip();
      }
    }
    String guid = text(item, "guid", "id");
    boolean permanent =
        children(item, "guid", "id").stream()
            .noneMatch(one -> one.attr("isPermaLink").equalsIgnoreCase("false"));
    return permanent && guid != null && guid.matches("(?is)https?://.*") ? guid : null;
  }

  private static @Nullable String title(Element item) {
    String title = text(item, "title", "dc:title");
    // A title may be HTML, escaped once or twice.
    return title == null ? null : Jsoup.parse(title).text();
  }

  private static @Nullable String content(Element item) {
    String encoded = text(item, "content:encoded");
    if (encoded != null) {
      return encoded;
    }
    Optional<Element> content = children(item, "content").stream().findFirst();
    if (content.isEmpty()) {
      return null;
    }
    String type = content.get().attr("type");
    if (type.equals("xhtml")) {
      return content.get().html();
    }
    return type.equals("html") || type.equals("text/html") ? content.get().wholeText() : null;
  }

  private static @Nullable String text(Element item, String... names) {
    for (String name : names) {
      for (Element child : children(item, name)) {
        if (!child.wholeText().isBlank()) {
          return child.wholeText().strip();
        }
      }
    }
    return null;
  }

  private static List<Element> children(Element item, String... names) {
    return item.children().stream()
        .filter(child -> List.of(names).contains(child.normalName()))
        .toList();
  }
}
