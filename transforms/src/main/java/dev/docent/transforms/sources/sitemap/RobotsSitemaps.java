package dev.docent.transforms.sources.sitemap;

import dev.docent.transforms.sources.PageUrls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The {@code Sitemap:} lines of a robots.txt. */
final class RobotsSitemaps {
  private static final Pattern LINE =
      Pattern.compile("(?im)^[ \\t\uFEFF]*sitemap[ \\t]*:[ \\t]*([^\\s#]+)");

  private RobotsSitemaps() {}

  /** The URLs, in order and each once. */
  static List<String> of(byte[] robots, URI base) {
    return LINE.matcher(new String(robots, StandardCharsets.UTF_8))
        .results()
        .map((MatchResult line) -> PageUrls.normalise(line.group(1), base))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }
}
