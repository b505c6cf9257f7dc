package dev.docent.pipelines.testsite;

import dev.docent.pipelines.testsite.SitePage.Fault;
import dev.docent.records.workspace.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The site's pages, by path and in a fixed order. Immutable. */
final class SiteContent {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SPAN_MINUTES = Duration.ofDays(180).toMinutes();
  private static final String[] WORDS = {
    "queue", "cache", "shard", "replica", "token", "index", "topic", "vector", "schema", "cursor",
    "ledger", "socket", "kernel", "packet", "branch", "commit", "bucket", "signal", "buffer",
    "thread", "stream", "window", "filter", "metric", "budget", "canary", "secret", "volume"
  };

  private final Map<String, SitePage> pages;

  private SiteContent(Map<String, SitePage> pages) {
    this.pages = pages;
  }

  /**
   * Shares of faults, each 0 to 1.
   *
   * @param errors half of them heal
   */
  record Faults(double errors, double slow, double gone, double moved) {
    static final Faults NONE = new Faults(0, 0, 0, 0);
  }

  /**
   * Made-up pages, changed at times spread over the first half of 2026.
   *
   * @param seed the same seed gives the same site
   */
  static SiteContent madeUp(int count, Faults faults, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, SitePage> pages = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String title = "How to mend a %s %s, part %d".formatted(word(random), word(random), i);
      String path = "/pages/%d.html".formatted(i);
      Instant updated = FIRST.plus(Duration.ofMinutes(random.nextLong(SPAN_MINUTES)));
      String html = html(title, random);
      pages.put(
          path,
          new SitePage(
              path,
              title,
              html,
              updated.minus(Duration.ofDays(random.nextInt(1, 400))),
              updated,
              List.of(word(random), word(random)),
              etag(html),
              fault(faults, random)));
    }
    return new SiteContent(pages);
  }

  /** The HTML files of a folder, changed when the files were. */
  static SiteContent folder(Path folder) throws IOException {
    Map<String, SitePage> pages = new LinkedHashMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(f -> f.toString().endsWith(".html")).sorted().toList()) {
        String path = "/" + folder.relativize(file).toString().replace('\\', '/');
        String html = Files.readString(file);
        Instant updated = Files.getLastModifiedTime(file).toInstant();
        pages.put(
            path,
            new SitePage(
                path,
                title(html, path),
                html,
                updated,
                updated,
                List.of(),
                etag(html),
                Fault.NONE));
      }
    }
    return new SiteContent(pages);
  }

  List<SitePage> all() {
    return new ArrayList<>(pages.values());
  }

  Map<String, SitePage> byPath() {
    return pages;
  }

  private static Fault fault(Faults faults, SplittableRandom random) {
    double at = random.nextDouble();
    if (at < faults.errors()) {
      return at < faults.errors() / 2 ? Fault.BROKEN : Fault.HEALING;
    }
    at -= faults.errors();
    if (at < faults.slow()) {
      return Fault.SLOW;
    }
    at -= faults.slow();
    if (at < faults.gone()) {
      return Fault.GONE;
    }
    at -= faults.gone();
    return at < faults.moved() ? Fault.MOVED : Fault.NONE;
  }

  private static String html(String title, SplittableRandom random) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><title>");
    html.append(title).append("</title></head><body><main><h1>").append(title).append("</h1>\n");
    for (int section = 0; section < 3; section++) {
      html.append("<h2>The ").append(word(random)).append("</h2>\n<p>");
      for (int sentence = 0; sentence < 4; sentence++) {
        html.append("When the ").append(word(random)).append(" meets a ").append(word(random));
        html.append(", look at its ").append(word(random)).append(" and wait ");
        html.append(random.nextInt(2, 90)).append(" seconds. ");
      }
      html.append("</p>\n");
    }
    return html.append("</main></body></html>\n").toString();
  }

  private static String title(String html, String path) {
    int start = html.indexOf("<title>");
    int end = html.indexOf("</title>");
    return start < 0 || end < start ? path : html.substring(start + "<title>".length(), end);
  }

  private static String etag(String html) {
    return "\"" + Hashes.sha256(html).substring(0, 16) + "\"";
  }

  private static String word(SplittableRandom random) {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
