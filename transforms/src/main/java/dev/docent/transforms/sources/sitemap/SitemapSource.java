package dev.docent.transforms.sources.sitemap;

import dev.docent.records.config.SourceKind;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.SourceReading;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.Unlisted;
import dev.docent.transforms.sources.WebClient;
import java.util.HashSet;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/** The pages that a sitemap names, or the sitemaps of a robots.txt. */
public final class SitemapSource implements PageSource {
  private static final long serialVersionUID = 1L;

  private final String location;
  private final HashSet<String> hosts;

  public SitemapSource(String location, HashSet<String> hosts) {
    this.location = location;
    this.hosts = hosts;
  }

  @Override
  public SourceKind kind() {
    return SourceKind.SITEMAP;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public Unlisted unlisted(Span window) {
    return Unlisted.ASK;
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(Span window, WebClient.Factory web) {
    return SourceReading.once(
        location,
        (name, sink) -> {
          try (WebClient client = web.open()) {
            new SitemapWalk(client, window, hosts, sink).from(location);
          }
        });
  }
}
