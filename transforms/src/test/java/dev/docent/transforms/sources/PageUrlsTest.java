package dev.docent.transforms.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlsTest {
  @ParameterizedTest
  @CsvSource({
    "HTTP://Example.ORG:80/a/../b/./c#top, http://example.org/b/c",
    "https://example.org:443, https://example.org/",
    "https://example.org:8443/, https://example.org:8443/",
    "https://example.org/a?utm_source=x&UTM_Medium=y, https://example.org/a",
    "https://example.org/a?gclid=1&id=7&fbclid=2, https://example.org/a?id=7",
    "https://example.org/a?b=1&a=2, https://example.org/a?a=2&b=1",
    "https://example.org/%7euser, https://example.org/~user",
    "https://example.org/a b, https://example.org/a%20b",
    "https://name:word@example.org/a, https://example.org/a",
    "'  https://example.org/a#!/x  ', https://example.org/a",
  })
  void onePageHasOneId(String written, String normal) {
    assertEquals(Optional.of(normal), PageUrls.normalise(written));
    assertEquals(Optional.of(normal), PageUrls.normalise(normal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "https://",
        "https:///a",
        "//x"
      })
  void otherThingsAreNoPages(String written) {
    assertEquals(Optional.empty(), PageUrls.normalise(written));
  }

  @Test
  void resolvesReferences() {
    URI base = URI.create("https://example.org/a/feed.xml");
    assertEquals(Optional.of("https://example.org/b"), PageUrls.normalise("../b", base));
    assertEquals(Optional.of("https://x.org/b"), PageUrls.normalise("//x.org/b", base));
    assertEquals(Optional.empty(), PageUrls.normalise("mailto:a@b.c", base));
  }
}
