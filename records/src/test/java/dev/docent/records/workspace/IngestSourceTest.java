package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestSourceTest {
  private static Manifest manifest(Map<String, String> parameters) {
    return new Manifest(
        "ingest",
        1,
        "f",
        parameters,
        Map.of(),
        Map.of(),
        new Counts(),
        List.of(),
        "folder",
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        "test");
  }

  /** The manifest's parameters as the stage writes them. */
  private static Manifest of(String articles, String source) {
    return manifest(
        Settings.toMap(
            Settings.read(
                IngestConfig.class, "ingest", Map.of("articles", articles, "source", source))));
  }

  @ParameterizedTest
  @CsvSource({
    "site, auto, true",
    "site/, files, true",
    "s3://bucket/site/, auto, true",
    "site/**/*.html, auto, true",
    "page.html, auto, true",
    "site.tar.gz, auto, false",
    "site.tar.gz, files, false",
    "crawl.warc.gz, auto, false",
    "crawl.warc, warc, false",
    "pages.jsonl, auto, false",
    "https://example.org/, auto, false",
    "urls:list.txt, auto, false"
  })
  void filesOfTheirOwnAloneSurelyHoldOneVersionOfEachPage(
      String articles, String source, boolean one) {
    assertEquals(one, IngestSource.oneVersionEach(of(articles, source)));
  }

  @Test
  void aManifestThatDoesNotNameItsArticlesProvesNothing() {
    assertEquals(false, IngestSource.oneVersionEach(manifest(Map.of("source", "auto"))));
    assertEquals(false, IngestSource.oneVersionEach(manifest(Map.of("articles", "site"))));
  }
}
