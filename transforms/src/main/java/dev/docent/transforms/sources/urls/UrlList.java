package dev.docent.transforms.sources.urls;

import dev.docent.records.PageLink;
import dev.docent.transforms.sources.ListingSink;
import dev.docent.transforms.sources.PageUrls;
import dev.docent.transforms.sources.RawPages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of URLs in UTF-8, one a line. Blank lines and lines that start with {@code #} are passed
 * over, and so is what follows {@code " #"} on a line.
 */
final class UrlList {
  private static final int SHOWN_CHARACTERS = 200;

  private UrlList() {}

  /** Reads all lines; one that is no URL, or a URL that came before, becomes a dead letter. */
  static void read(InputStream list, ListingSink sink) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    BufferedReader in = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      String text = line.replace("\uFEFF", "").replaceFirst("(^|\\s)#.*", "").strip();
      if (text.isEmpty()) {
        continue;
      }
      String name = "line " + number;
      Optional<String> url = PageUrls.normalise(text);
      if (url.isEmpty()) {
        String shown =
            text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
        sink.deadLetter(
            RawPages.deadLetter(
                name, "bad-url", "'%s' must be an absolute http or https URL".formatted(shown)));
        continue;
      }
      Integer before = lines.putIfAbsent(url.get(), number);
      if (before != null) {
        sink.deadLetter(
            RawPages.deadLetter(
                name,
                "duplicate-url",
                "%s stands in line %d already".formatted(url.get(), before)));
        continue;
      }
      sink.listed(url.get());
      sink.link(new PageLink(url.get(), null, null, null, List.of()));
    }
  }
}
