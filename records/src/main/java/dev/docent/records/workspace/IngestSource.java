package dev.docent.records.workspace;

import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.config.SourceKind;
import dev.docent.records.config.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What windows of time have in common: the place that pages are taken from, and every setting that
 * shapes them. Windows of equal sources make one history.
 *
 * @param location as the user gave it
 * @param facts settings that change the result, without the window's times, and the digests of
 *     files that the settings name
 */
public record IngestSource(String location, Map<String, String> facts) {
  private static final String ARTICLES = "articles";

  public IngestSource {
    facts = Map.copyOf(facts);
  }

  /** Whether a configuration takes a window of time, not a whole state. */
  public static boolean windowed(IngestConfig config) {
    SourceKind kind = kind(config);
    return kind.live() || (kind == SourceKind.WARC && hasTimes(config));
  }

  /** Whether a configuration states a window's start or end. */
  public static boolean hasTimes(IngestConfig config) {
    return !config.since().isEmpty() || !config.until().isEmpty();
  }

  public static SourceKind kind(IngestConfig config) {
    return SourceKind.of(config.articles(), config.source(), config.api());
  }

  /**
   * Whether an ingest artifact surely holds one version of each page. Of files it does, which have
   * a path each; an archive or a crawl may hold a page twice. Told by what its manifest says alone,
   * for the source may have changed since.
   */
  public static boolean oneVersionEach(Manifest manifest) {
    String source = manifest.parameters().getOrDefault("source", "");
    String articles = manifest.parameters().getOrDefault(ARTICLES, "");
    return (source.equals("auto") || source.equals(SourceKind.FILES.id()))
        && !articles.isBlank()
        && new SourceLocation(articles.strip()).pageFiles();
  }

  /**
   * The source of a configuration.
   *
   * @param externals as the stage's plan has them
   */
  public static IngestSource of(IngestConfig config, Map<String, ExternalInput> externals) {
    return of(config.articles(), Settings.resultParameters(config), externals);
  }

  /** The source of an ingest artifact. */
  public static IngestSource of(Manifest manifest) {
    Map<String, String> parameters = new TreeMap<>();
    for (Settings.Declared one : Settings.of(IngestConfig.class)) {
      if (one.setting().changesResult() && !one.setting().external()) {
        parameters.put(one.name(), manifest.parameters().getOrDefault(one.name(), ""));
      }
    }
    return of(manifest.parameters().getOrDefault(ARTICLES, ""), parameters, manifest.externals());
  }

  /** A live source is known by where it is: its content is what the windows are for. */
  public static ExternalInput external(String location) {
    return new ExternalInput(location, Hashes.sha256("location " + location), 0, 0);
  }

  private static IngestSource of(
      String location, Map<String, String> parameters, Map<String, ExternalInput> externals) {
    Map<String, String> facts = new TreeMap<>(parameters);
    facts.remove("since");
    facts.remove("until");
    externals.forEach((name, external) -> facts.put("external " + name, external.digest()));
    facts.remove("external " + ARTICLES);
    return new IngestSource(location, facts);
  }

  /** A short name for files: 20 hexadecimal digits. */
  public String key() {
    StringBuilder text = new StringBuilder(location);
    new TreeMap<>(facts)
        .forEach((name, value) -> text.append('\n').append(name).append('=').append(value));
    return Hashes.sha256(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 20);
  }
}
