package dev.docent.pipelines.testsite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** What the site says of its pages: robots.txt, sitemaps, feeds and the article API. */
final class SiteListings {
  static final int SITEMAP_PAGES = 2_000;
  private static final int FEED_PAGES = 50;
  private static final int MAX_API_PAGE = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String root;
  private final List<SitePage> pages;
  private final boolean dated;

  /**
   * @param root such as {@code http://127.0.0.1:8099}
   * @param dated whether sitemaps say when pages changed
   */
  SiteListings(String root, List<SitePage> pages, boolean dated) {
    this.root = root;
    this.pages = pages;
    this.dated = dated;
  }

  String robots() {
    return "User-agent: *\nDisallow: /private/\n\nSitemap: %s/sitemap.xml\n".formatted(root);
  }

  String sitemapIndex() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (int i = 0; i * SITEMAP_PAGES < pages.size(); i++) {
      xml.append("<sitemap><loc>%s/sitemaps/%d.xml.gz</loc></sitemap>%n".formatted(root, i));
    }
    return xml.append("</sitemapindex>\n").toString();
  }

  String sitemap(int number) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    int from = Math.min(pages.size(), number * SITEMAP_PAGES);
    for (SitePage page : pages.subList(from, Math.min(pages.size(), from + SITEMAP_PAGES))) {
      xml.append("<url><loc>").append(root).append(page.path()).append("</loc>");
      xml.append(dated ? "<lastmod>" + page.updated() + "</lastmod>" : "").append("</url>\n");
    }
    return xml.append("</urlset>\n").toString();
  }

  String rss() {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>");
    xml.append("<title>Test site</title><link>").append(root).append("/</link>\n");
    for (SitePage page : newest()) {
      xml.append("<item><title>").append(page.title()).append("</title><link>");
      xml.append(root).append(page.path()).append("</link><pubDate>");
      xml.append(
          DateTimeFormatter.RFC_1123_DATE_TIME.format(page.updated().atOffset(ZoneOffset.UTC)));
      xml.append("</pubDate></item>\n");
    }
    return xml.append("</channel></rss>\n").toString();
  }

  String atom() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n");
    xml.append("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Test site</title>\n");
    for (SitePage page : newest()) {
      xml.append("<entry><title>").append(page.title()).append("</title><link href=\"");
      xml.append(root).append(page.path()).append("\"/><id>").append(root).append(page.path());
      xml.append("</id><updated>").append(page.updated()).append("</updated></entry>\n");
    }
    return xml.append("</feed>\n").toString();
  }

  /**
   * A page of the API's answer.
   *
   * @param body JSON: {@code items}, {@code next_cursor}, {@code total}
   * @param next the next page's path and query, null on the last
   */
  record ApiAnswer(String body, @org.jspecify.annotations.Nullable String next) {}

  /**
   * Answers by {@code page} (from 1), {@code offset} or {@code cursor}, with {@code per_page},
   * {@code updated_since} and {@code updated_until}.
   */
  ApiAnswer api(Map<String, String> query) {
    Instant since = Instant.parse(query.getOrDefault("updated_since", Instant.EPOCH.toString()));
    Instant until = Instant.parse(query.getOrDefault("updated_until", Instant.MAX.toString()));
    List<SitePage> matching =
        pages.stream()
            .filter(p -> !p.updated().isBefore(since) && p.updated().isBefore(until))
            .toList();
    int size = Math.min(MAX_API_PAGE, Integer.parseInt(query.getOrDefault("per_page", "50")));
    int from =
        Integer.parseInt(
            query.getOrDefault(
                "offset",
                query.getOrDefault(
                    "cursor",
                    Integer.toString(
                        (Integer.parseInt(query.getOrDefault("page", "1")) - 1) * size))));
    int start = Math.max(0, Math.min(from, matching.size()));
    int end = Math.min(matching.size(), start + size);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("items");
    matching.subList(start, end).forEach(page -> items.add(item(page)));
    answer.put("total", matching.size());
    String next = null;
    if (end < matching.size()) {
      answer.put("next_cursor", Integer.toString(end));
      next = "/api/articles?cursor=%d&per_page=%d&updated_since=%s".formatted(end, size, since);
      next += until.equals(Instant.MAX) ? "" : "&updated_until=" + until;
    }
    return new ApiAnswer(answer.toString(), next);
  }

  private ObjectNode item(SitePage page) {
    ObjectNode item = JSON.createObjectNode();
    item.put("id", page.path());
    item.put("url", root + page.path());
    item.put("title", page.title());
    item.put("html", page.html());
    item.put("published", page.published().toString());
    item.put("updated", page.updated().toString());
    page.tags().forEach(item.withArray("tags")::add);
    item.put("deleted", page.fault() == SitePage.Fault.GONE);
    return item;
  }

  private List<SitePage> newest() {
    return pages.stream()
        .sorted((a, b) -> b.updated().compareTo(a.updated()))
        .limit(FEED_PAGES)
        .toList();
  }
}
