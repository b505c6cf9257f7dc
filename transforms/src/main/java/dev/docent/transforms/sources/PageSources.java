package dev.docent.transforms.sources;

import dev.docent.records.config.ConfigException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.SourceKind;
import dev.docent.records.config.SourceLocation;
import dev.docent.transforms.sources.api.ApiDescriptions;
import dev.docent.transforms.sources.api.ApiSource;
import dev.docent.transforms.sources.feed.FeedSource;
import dev.docent.transforms.sources.files.Endings;
import dev.docent.transforms.sources.files.FilesSource;
import dev.docent.transforms.sources.jsonl.JsonlSource;
import dev.docent.transforms.sources.sitemap.SitemapSource;
import dev.docent.transforms.sources.urls.UrlListSource;
import dev.docent.transforms.sources.warc.WarcSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.stream.Collectors;

/** Chooses the source that the settings name. */
public final class PageSources {
  private PageSources() {}

  /**
   * Makes the source of {@code --articles}, {@code --source} and what belongs to it.
   *
   * @throws dev.docent.records.UserException if it can't be told what kind it is, or a setting of
   *     that kind is wrong; the message names the valid kinds
   */
  public static PageSource of(IngestConfig config) {
    String articles = config.articles().strip();
    long maxPageBytes = config.maxPageBytes();
    SourceKind kind = SourceKind.of(articles, config.source(), config.api());
    return switch (kind) {
      case FILES -> FilesSource.of(articles, Endings.of(config.endings()), maxPageBytes);
      case WARC -> new WarcSource(articles, maxPageBytes);
      case JSONL ->
          config.api().isEmpty()
              ? JsonlSource.beir(articles, maxPageBytes)
              : JsonlSource.mapped(articles, ApiDescriptions.read(config.api()), maxPageBytes);
      case API -> api(articles, config);
      case SITEMAP -> new SitemapSource(articles, hosts(config));
      case FEED, LISTING ->
          new FeedSource(articles, kind, config.feedContent(), maxPageBytes, hosts(config));
      case URLS -> new UrlListSource(SourceLocation.of(articles).path());
    };
  }

  private static ApiSource api(String articles, IngestConfig config) {
    ApiSource source =
        new ApiSource(articles, ApiDescriptions.read(config.api()), config.maxPageBytes());
    if (source.sendsSecretsInTheClear() && !config.allowPrivateAddresses()) {
      throw ConfigException.of(
          "--articles '%s' would send the API's token over http, where others can read it; give https://, or for an API in a network of your own --allow-private-addresses true"
              .formatted(articles));
    }
    return source;
  }

  private static HashSet<String> hosts(IngestConfig config) {
    return Arrays.stream(config.sitemapHosts().split(","))
        .map(host -> host.strip().toLowerCase(Locale.ROOT))
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
