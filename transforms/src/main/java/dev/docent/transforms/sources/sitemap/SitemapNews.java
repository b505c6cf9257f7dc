package dev.docent.transforms.sources.sitemap;

import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.extension.Extension;
import crawlercommons.sitemaps.extension.ExtensionMetadata;
import crawlercommons.sitemaps.extension.NewsAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the news extension of a sitemap tells of a page.
 *
 * @param published as an ISO 8601 instant
 */
record SitemapNews(@Nullable String title, @Nullable String published, List<String> tags) {
  private static final SitemapNews NONE = new SitemapNews(null, null, List.of());

  /** Nothing, where the sitemap doesn't use the extension. */
  static SitemapNews of(SiteMapURL page) {
    ExtensionMetadata[] found = page.getAttributesForExtension(Extension.NEWS);
    if (found == null || found.length == 0 || !(found[0] instanceof NewsAttributes news)) {
      return NONE;
    }
    String title = news.getTitle() == null ? "" : news.getTitle().strip();
    String[] keywords = news.getKeywords() == null ? new String[0] : news.getKeywords();
    return new SitemapNews(
        title.isEmpty() ? null : title,
        news.getPublicationDateTime() == null
            ? null
            : news.getPublicationDateTime().toInstant().toString(),
        Arrays.stream(keywords)
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .distinct()
            .toList());
  }
}
