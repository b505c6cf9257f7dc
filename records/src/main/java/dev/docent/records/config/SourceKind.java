package dev.docent.records.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of places that articles are taken from: the values of {@code --source}. */
public enum SourceKind {
  FILES(
      false,
      "a folder, a glob such as 'site/**/*.html', a page, a .tar or .tar.gz, or an s3:// prefix, glob or object"),
  WARC(false, "a .warc or .warc.gz, or a folder or glob of them"),
  JSONL(false, "a .jsonl or .jsonl.gz: a BEIR corpus, or any with --api FILE that maps its fields"),
  API(true, "an https:// URL that answers with JSON, with --api FILE or PRESET"),
  SITEMAP(true, "the URL of a sitemap, of a robots.txt, or of a site's root"),
  FEED(true, "the URL of an RSS, Atom or JSON feed"),
  URLS(true, "urls:FILE or a .txt, one URL a line"),
  /** Chosen for a URL whose name doesn't tell: its content shows whether it is SITEMAP or FEED. */
  LISTING(true, "the URL of a sitemap or a feed");

  private final boolean live;
  private final String looksLike;

  SourceKind(boolean live, String looksLike) {
    this.live = live;
    this.looksLike = looksLike;
  }

  /** Whether the source changes by itself, so that it is taken a window of time after another. */
  public boolean live() {
    return live;
  }

  /** What a user may give of this kind. */
  public String looksLike() {
    return looksLike;
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a user may give, a line a kind. */
  public static String valid() {
    return Arrays.stream(values())
        .filter(kind -> kind != LISTING)
        .map(kind -> "  %-8s %s".formatted(kind.id(), kind.looksLike))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /**
   * Tells the kind of a source.
   *
   * @param articles a path or URL, as the user gave it
   * @param source the kind's id, or {@code auto} to tell by what the articles are
   * @param api the API's description or preset, empty where there is none
   * @throws ConfigException if it can't be told, or the kind can't be read from there
   */
  public static SourceKind of(String articles, String source, String api) {
    SourceLocation location = SourceLocation.of(articles);
    SourceKind kind =
        source.equals("auto")
            ? location.kind(!api.isEmpty())
            : Arrays.stream(values())
                .filter(one -> one.id().equals(source))
                .findFirst()
                .orElseThrow(
                    () ->
                        ConfigException.of(
                            "--source is '%s'; valid:%n%s".formatted(source, valid())));
    List<SourceKind> web = List.of(API, SITEMAP, FEED, LISTING);
    if (web.contains(kind) && !location.web()) {
      throw ConfigException.of(
          "--source %s needs a URL such as https://www.example.org/, and --articles is '%s'"
              .formatted(kind.id(), articles));
    }
    if (!web.contains(kind) && location.web()) {
      throw ConfigException.of(
          "--articles '%s' is on the web, and %s is read from files and s3:// alone: fetch the file first"
              .formatted(articles, kind.id()));
    }
    if (kind == API && api.isEmpty()) {
      throw ConfigException.of(
          "--articles '%s' is an API: say how it answers by --api, a preset (wordpress, feed, ghost) or a YAML file (docs/ingest.md)"
              .formatted(articles));
    }
    return kind;
  }
}
