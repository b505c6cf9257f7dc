package dev.docent.records.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLocationTest {
  @ParameterizedTest
  @ValueSource(strings = {"site", "/data/site/", "site/**/*.html", "one.html", "s3://bucket/site/"})
  void filesOfOnePageEach(String location) {
    assertTrue(new SourceLocation(location).pageFiles());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "site.tar",
        "site.TAR.GZ",
        "s3://bucket/site.tgz",
        "crawl/*.warc.gz",
        "crawl.warc",
        "corpus.jsonl",
        "urls.txt",
        "urls:list",
        "https://www.example.org/"
      })
  void filesOfSeveralPagesAndTheWeb(String location) {
    assertFalse(new SourceLocation(location).pageFiles());
  }
}
