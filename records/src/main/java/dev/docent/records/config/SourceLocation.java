package dev.docent.records.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A place that {@code --articles} names: a path, a glob, {@code s3://bucket/key}, {@code urls:FILE}
 * or a URL.
 */
public record SourceLocation(String text) {
  /** In front of the path of a list of URLs. */
  public static final String URLS_PREFIX = "urls:";

  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]+)://.*");
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
  private static final List<String> ARCHIVES = List.of(".tar", ".tar.gz", ".tgz");
  private static final List<String> COLLECTIONS =
      List.of(
          ".warc", ".warc.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".txt", ".txt.gz");
  private static final List<String> PAGES = List.of(".html", ".htm", ".xhtml");
  private static final List<String> FEEDS =
      List.of("feed", "rss", "atom", "rss.xml", "atom.xml", "feed.xml", "index.rdf", "feed.json");

  /**
   * Checks a location's form.
   *
   * @throws ConfigException if it is blank, holds a password or is no valid URL or path
   */
  public static SourceLocation of(String text) {
    SourceLocation location = new SourceLocation(text.strip());
    if (location.text.isEmpty()) {
      throw unclear("--articles is empty");
    }
    String scheme = location.scheme();
    if (scheme.isEmpty()) {
      try {
        location.file();
      } catch (InvalidPathException e) {
        throw unclear("--articles '%s' is no valid path: %s".formatted(text, e.getReason()));
      }
      return location;
    }
    if (!List.of("http", "https", "s3").contains(scheme)) {
      throw unclear("--articles '%s' is %s://, which is not known".formatted(text, scheme));
    }
    if (!location.web()) {
      return location;
    }
    try {
      URI uri = new URI(location.text);
      if (uri.getRawUserInfo() != null) {
        throw ConfigException.of(
            "--articles holds a name or password before the host's name, where it would be seen; give it by auth in the file of --api (docs/ingest.md)");
      }
      if (uri.getHost() == null) {
        throw ConfigException.of("--articles '%s' is a URL without a valid host".formatted(text));
      }
    } catch (java.net.URISyntaxException e) {
      throw ConfigException.of(
          "--articles%s is no valid URL: %s at character %d"
              .formatted(
                  text.contains("@") ? "" : " '" + text + "'", e.getReason(), e.getIndex() + 1));
    }
    return location;
  }

  /** Whether it is an http or https URL. */
  public boolean web() {
    return scheme().equals("http") || scheme().equals("https");
  }

  /** Whether it lies in an S3 bucket. */
  public boolean s3() {
    return scheme().equals("s3");
  }

  /** Whether it names many files by a pattern; a file that bears such a name itself is no glob. */
  public boolean glob() {
    return !web() && GLOB.matcher(text).find() && (s3() || !Files.exists(file()));
  }

  /**
   * Whether it is no page of the web and its name none of a file of several pages: a folder, a
   * glob, a prefix, or a page.
   */
  public boolean pageFiles() {
    String name = name();
    return !web()
        && !text.startsWith(URLS_PREFIX)
        && ARCHIVES.stream().noneMatch(name::endsWith)
        && COLLECTIONS.stream().noneMatch(name::endsWith);
  }

  /** The location without the {@code urls:} in front. */
  public String path() {
    return text.startsWith(URLS_PREFIX) ? text.substring(URLS_PREFIX.length()) : text;
  }

  private Path file() {
    return Path.of(path());
  }

  /** The last part of the path in lower case, without query and fragment. */
  String name() {
    String path = web() ? text.replaceFirst("[?#].*$", "") : text;
    return path.replaceFirst("/+$", "").replaceFirst("^.*[/\\\\]", "").toLowerCase(Locale.ROOT);
  }

  private String scheme() {
    var matcher = SCHEME.matcher(text);
    return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /** The kind that the location shows by itself. */
  SourceKind kind(boolean hasApi) {
    if (text.startsWith(URLS_PREFIX)) {
      return SourceKind.URLS;
    }
    String name = name();
    if (!web() && !s3() && Files.isDirectory(Path.of(text))) {
      return SourceKind.FILES;
    }
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (plain.endsWith(".warc")) {
      return SourceKind.WARC;
    }
    if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
      return SourceKind.JSONL;
    }
    if (ARCHIVES.stream().anyMatch(name::endsWith)) {
      return SourceKind.FILES;
    }
    if (web()) {
      return hasApi ? SourceKind.API : listing(plain);
    }
    if (glob()) {
      return SourceKind.FILES;
    }
    if (plain.endsWith(".txt")) {
      return SourceKind.URLS;
    }
    if (s3() || (PAGES.stream().anyMatch(name::endsWith) && Files.isRegularFile(Path.of(text)))) {
      return SourceKind.FILES;
    }
    if (!Files.exists(Path.of(text))) {
      throw ConfigException.of(
          "--articles: there is no file or folder '%s' (looked in %s)"
              .formatted(text, Path.of("").toAbsolutePath()));
    }
    throw unclear("--articles '%s' is a file of no known kind".formatted(text));
  }

  private SourceKind listing(String name) {
    String path = URI.create(text).getPath();
    if (path == null || path.isEmpty() || path.equals("/") || name.equals("robots.txt")) {
      return SourceKind.SITEMAP;
    }
    if (path.contains("/wp-json/")) {
      return SourceKind.API;
    }
    if (name.contains("sitemap") && (name.endsWith(".xml") || name.endsWith(".txt"))) {
      return SourceKind.SITEMAP;
    }
    if (FEEDS.contains(name) || name.endsWith(".rss") || name.endsWith(".atom")) {
      return SourceKind.FEED;
    }
    return SourceKind.LISTING;
  }

  private static ConfigException unclear(String problem) {
    return ConfigException.of(
        "%s. --source and --articles may be:%n%s".formatted(problem, SourceKind.valid()));
  }
}
