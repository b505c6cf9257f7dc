package dev.docent.transforms.sources.feed;

import dev.docent.records.UserException;
import dev.docent.records.config.SourceKind;
import dev.docent.transforms.sources.ListingSink;
import dev.docent.transforms.sources.Listings;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.SourceReading;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.Unlisted;
import dev.docent.transforms.sources.WebClient;
import dev.docent.transforms.sources.api.ApiDescriptions;
import dev.docent.transforms.sources.api.ApiListing;
import dev.docent.transforms.sources.sitemap.SitemapWalk;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/** The articles that a feed names. A URL that proves to be a sitemap is read as one. */
public final class FeedSource implements PageSource {
  private static final long serialVersionUID = 1L;

  private final String location;
  private final SourceKind kind;
  private final boolean takeContent;
  private final long maxPageBytes;
  private final HashSet<String> hosts;

  /**
   * A feed.
   *
   * @param kind FEED, or LISTING where it may be a sitemap
   * @param takeContent whether content in the feed is taken in place of fetching the page
   * @param hosts that a sitemap may name beside its own
   */
  public FeedSource(
      String location, SourceKind kind, boolean takeContent, long maxPageBytes, Set<String> hosts) {
    this.location = location;
    this.kind = kind;
    this.takeContent = takeContent;
    this.maxPageBytes = maxPageBytes;
    this.hosts = new HashSet<>(hosts);
  }

  @Override
  public SourceKind kind() {
    return kind;
  }

  @Override
  public String location() {
    return location;
  }

  /** A feed names what is new; a sitemap all. */
  @Override
  public Unlisted unlisted(Span window) {
    return kind == SourceKind.FEED ? Unlisted.KEEP : Unlisted.ASK;
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(Span window, WebClient.Factory web) {
    return SourceReading.once(
        location,
        (name, sink) -> {
          try (WebClient client = web.open()) {
            read(client, window, sink);
          }
        });
  }

  void read(WebClient client, Span window, ListingSink sink) throws IOException {
    WebClient.Response first = Listings.first(client, location);
    FeedReading feed = new FeedReading(client, window, takeContent, maxPageBytes, sink);
    switch (Listings.form(first.body())) {
      case XML_FEED -> feed.from(first);
      case SITEMAP -> {
        if (kind == SourceKind.FEED) {
          throw new UserException(
              "--articles '%s' is a sitemap, no feed; leave --source away, or give --source sitemap"
                  .formatted(location));
        }
        new SitemapWalk(client, window, hosts, sink).from(first);
      }
      case JSON -> {
        if (new String(first.body(), StandardCharsets.UTF_8).contains("jsonfeed.org/version/")) {
          new ApiListing(
                  URI.create(location),
                  ApiDescriptions.read("feed"),
                  window,
                  maxPageBytes,
                  client,
                  sink)
              .run();
          return;
        }
        throw new UserException(
            "--articles '%s' answers with JSON that is no JSON Feed: describe the API by --api FILE (docs/ingest.md)"
                .formatted(location));
      }
      case HTML, TEXT -> {
        String found = FeedLinks.of(first.body(), first.url());
        throw new UserException(
            "--articles '%s' is neither a feed nor a sitemap nor a site's root%s. --source and --articles may be:%n%s"
                .formatted(
                    location, found.isEmpty() ? "" : "; it names " + found, SourceKind.valid()));
      }
    }
  }
}
