package dev.docent.transforms.sources.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** The feeds that an HTML page names ({@code link rel=alternate}), as advice for its user. */
final class FeedLinks {
  private FeedLinks() {}

  static String of(byte[] html, URI base) {
    return Jsoup.parse(new String(html, StandardCharsets.UTF_8), base.toString())
        .select("link[rel~=(?i)alternate][type~=(?i)(rss|atom)]")
        .stream()
        .map(link -> "the feed " + link.attr("abs:href"))
        .limit(3)
        .collect(Collectors.joining(", "));
  }
}
