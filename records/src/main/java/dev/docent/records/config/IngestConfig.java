package dev.docent.records.config;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** How raw pages are taken from their source. */
public record IngestConfig(
    @Setting(
            help =
                "Where the articles are: a folder of HTML files (any depth), a glob, a .tar.gz of them, an s3:// prefix, .warc.gz, .jsonl, or on the web an article API, a sitemap, a site's root, a feed, or urls:FILE with one URL a line. docs/ingest.md shows each.",
            label = "PATH|URL",
            external = true)
        String articles,
    @Setting(
            help = "What the articles are; auto tells by the path or URL.",
            byDefault = "auto",
            oneOf = {"auto", "files", "warc", "jsonl", "api", "sitemap", "feed", "urls"})
        String source,
    @Setting(
            help =
                "How an article API answers, or what the fields of a .jsonl mean: a YAML file, or the name of a preset: wordpress, feed, ghost.",
            byDefault = "",
            label = "FILE|PRESET",
            external = true)
        String api,
    @Setting(
            help = "Endings of the files to take from a folder, parted by commas.",
            byDefault = "html,htm,xhtml")
        String endings,
    @Setting(
            help =
                "Hosts, parted by commas, that a sitemap may name pages of beside its own; * for any.",
            byDefault = "",
            label = "HOSTS")
        String sitemapHosts,
    @Setting(
            help =
                "Take an article's content from the feed itself where it carries all of it, instead of fetching the page.",
            byDefault = "false")
        boolean feedContent,
    @Setting(
            help = "Pages larger than this many bytes go to the dead letters.",
            byDefault = "52428800",
            min = 1024)
        long maxPageBytes,
    @Setting(
            help =
                "At most this many requests a second to one host: pages, robots.txt, redirects and retries together. A robots.txt may ask for fewer.",
            byDefault = "2",
            min = 0.01,
            max = 10000,
            changesResult = false)
        double requestsPerSecond,
    @Setting(
            help = "At most this many connections at once to one host.",
            byDefault = "2",
            min = 1,
            max = 64,
            changesResult = false)
        int connections,
    @Setting(
            help =
                "Seconds that one request may take, from the connecting to the last byte of its answer.",
            byDefault = "30",
            min = 1,
            max = 3600,
            changesResult = false)
        int timeoutSeconds,
    @Setting(
            help =
                "How often a request is repeated after a failed connection or an answer that may heal (408, 425, 429, 500, 502, 503, 504); 0: never.",
            byDefault = "4",
            min = 0,
            max = 20,
            changesResult = false)
        int retries,
    @Setting(
            help = "Redirects that are followed for one page; 0: none.",
            byDefault = "5",
            min = 0,
            max = 20,
            changesResult = false)
        int maxRedirects,
    @Setting(
            help =
                "Whom a site sees asking. The part before the first '/' is the name that its robots.txt may address.",
            byDefault = "docent/0.1",
            changesResult = false)
        String userAgent,
    @Setting(
            help =
                "Whether hosts on this machine and in private networks may be asked, also by redirects. Only for sites of your own.",
            byDefault = "false",
            changesResult = false)
        boolean allowPrivateAddresses,
    @Setting(
            help =
                "Start of the window of time to take from a source that changes by itself: an ISO date or instant, UTC. Default: the end of the last complete window of this source, or the beginning of time.",
            byDefault = "",
            label = "TIME")
        String since,
    @Setting(
            help =
                "End of that window, not part of it: an ISO date (its 00:00 UTC) or instant, not in the future. Default: now.",
            byDefault = "",
            label = "TIME")
        String until) {
  /** A product token (RFC 9309, 2.2.1), and what may follow it in a header. */
  private static final Pattern USER_AGENT = Pattern.compile("[A-Za-z_-]+(?:[/ (][\\x20-\\x7e]*)?");

  /** Checks the name and the window, and writes its times as instants. */
  public IngestConfig {
    if (!USER_AGENT.matcher(userAgent).matches()) {
      throw new IllegalArgumentException(
          "ingest: 'user-agent' is '%s', must begin with a name of letters, '_' and '-' that a robots.txt can address, such as example-bot/1.0 (+https://example.org/bot)"
              .formatted(userAgent));
    }
    since = instant("since", since);
    until = instant("until", until);
    if (!since.isEmpty()
        && !until.isEmpty()
        && !Instant.parse(since).isBefore(Instant.parse(until))) {
      throw new IllegalArgumentException(
          "ingest: 'since' is %s and 'until' is %s; since must come before until"
              .formatted(since, until));
    }
  }

  /** This configuration for another window. */
  public IngestConfig withWindow(Instant since, Instant until) {
    Map<String, String> values = Settings.toMap(this);
    values.put("since", since.toString());
    values.put("until", until.toString());
    return Settings.read(IngestConfig.class, "ingest", values);
  }

  private static String instant(String name, String text) {
    try {
      return text.isEmpty() ? "" : UtcTime.parse(text).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "ingest: '%s' is '%s', %s".formatted(name, text, e.getMessage()), e);
    }
  }
}
