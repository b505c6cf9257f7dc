package dev.docent.transforms.sources.urls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.transforms.sources.Gathered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrlListTest {
  @Test
  void givesLinksAndNamesBadLines() throws IOException {
    Gathered gathered = new Gathered();
    UrlList.read(
        new ByteArrayInputStream(
            """
            \uFEFF# our articles
            https://example.org/a

              https://example.org/b#part  # the second
            /relative
            https://EXAMPLE.org/a?utm_source=x
            ftp://example.org/c
            """
                .getBytes(StandardCharsets.UTF_8)),
        gathered);
    assertEquals(List.of("https://example.org/a", "https://example.org/b"), gathered.urls());
    assertEquals(gathered.urls(), gathered.listed);
    assertEquals(
        List.of("line 5 bad-url", "line 6 duplicate-url", "line 7 bad-url"), gathered.reasons());
    assertEquals(
        "https://example.org/a stands in line 2 already", gathered.letters.get(1).getDetail());
  }
}
