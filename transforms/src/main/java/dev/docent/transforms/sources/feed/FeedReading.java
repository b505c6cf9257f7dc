package dev.docent.transforms.sources.feed;

import dev.docent.records.PageLink;
import dev.docent.records.UserException;
import dev.docent.transforms.sources.ListingSink;
import dev.docent.transforms.sources.Listings;
import dev.docent.transforms.sources.PageUrls;
import dev.docent.transforms.sources.RawPages;
import dev.docent.transforms.sources.SourceTimes;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.WebClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads a feed, and the further pages that it names (RFC 5005). */
public final class FeedReading {
  static final int MAX_PAGES = 10_000;

  private final WebClient web;
  private final Span window;
  private final boolean takeContent;
  private final long maxPageBytes;
  private final ListingSink sink;
  private final Set<String> urls = new HashSet<>();

  /**
   * A reading.
   *
   * @param takeContent whether content in the feed is taken in place of fetching the page
   */
  public FeedReading(
      WebClient web, Span window, boolean takeContent, long maxPageBytes, ListingSink sink) {
    this.web = web;
    this.window = window;
    this.takeContent = takeContent;
    this.maxPageBytes = maxPageBytes;
    this.sink = sink;
  }

  /**
   * Reads on from a feed's first page.
   *
   * @throws UserException if a page can't be read, or the pages go round
   */
  public void from(WebClient.Response first) throws IOException {
    Set<String> pages = new HashSet<>();
    WebClient.Response response = first;
    pages.add(first.url().toString());
    while (true) {
      FeedDocument feed = FeedDocument.parse(response.body(), response.url());
      int number = 0;
      for (FeedDocument.Entry entry : feed.entries()) {
        read(entry, response, ++number);
      }
      if (feed.next() == null) {
        return;
      }
      String next = response.url().resolve(feed.next()).toString();
      if (!pages.add(next) || pages.size() > MAX_PAGES) {
        throw new UserException(
            "%s: the feed's pages go round: %s comes twice".formatted(first.url(), next));
      }
      response = Listings.first(web, next);
    }
  }

  private void read(FeedDocument.Entry entry, WebClient.Response feed, int number) {
    Optional<String> url =
        entry.link() == null ? Optional.empty() : PageUrls.normalise(entry.link(), feed.url());
    if (url.isEmpty()) {
      sink.deadLetter(
          RawPages.deadLetter(
              "%s entry %d".formatted(feed.url(), number),
              "no-link",
              "the entry '%s' has no http or https link".formatted(entry.title())));
      return;
    }
    if (!urls.add(url.get())) {
      return;
    }
    sink.listed(url.get());
    String stated = entry.updated() == null ? entry.published() : entry.updated();
    Instant changed = stated == null ? null : Instant.parse(stated);
    if (!SourceTimes.mayChangeIn(window, changed)) {
      sink.leftOut("outside-window");
      return;
    }
    if (!takeContent || entry.content() == null) {
      sink.link(new PageLink(url.get(), entry.title(), stated, entry.published(), entry.tags()));
      return;
    }
    byte[] content = entry.content().getBytes(StandardCharsets.UTF_8);
    if (content.length > maxPageBytes) {
      sink.deadLetter(RawPages.tooLarge(url.get(), content.length, maxPageBytes));
      return;
    }
    sink.page(
        RawPages.dated(
            RawPages.of(url.get(), url.get(), entry.title(), RawPages.HTML, "UTF-8", content),
            stated,
            entry.published(),
            entry.tags()));
  }
}
