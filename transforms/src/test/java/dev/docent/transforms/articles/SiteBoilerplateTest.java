package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much of what is kept repeats over a site. */
class SiteBoilerplateTest {
  private static final double SHARE_OF_PAGES = 0.2;

  /** Of all kept tokens, over all sites. */
  private static final double MOST = 0.005;

  /** On a single site, before the step that looks at sites as a whole takes the rest. */
  private static final double MOST_ON_A_SITE = 0.006;

  /** Lines that many articles have of their own accord: headings and the titles of notes. */
  private static final Set<String> LEGITIMATE =
      Set.of("Bug", "Improvement", "Resources", "Note", "Did you restart the runtime?");

  @Test
  void littleOfWhatIsKeptRepeats() throws Exception {
    long allSites = 0;
    long repeatedOnAllSites = 0;
    for (String site : RealSites.NAMES) {
      Map<String, Integer> pagesWithLine = new HashMap<>();
      Map<String, Long> tokens = new HashMap<>();
      long all = 0;
      Map<String, byte[]> pages = RealSites.pages(site);
      ArticleParser parser = new ArticleParser(80, 1);
      for (Map.Entry<String, byte[]> page : pages.entrySet()) {
        if (parser.parse(Pages.html(page.getKey(), page.getValue()))
            instanceof ParseOutcome.Parsed parsed) {
          Set<String> lines = new HashSet<>();
          for (Section section : parsed.article().getSections()) {
            for (String line : lines(section)) {
              int count = words(line);
              all += count;
              tokens.merge(line, (long) count, Long::sum);
              lines.add(line);
            }
          }
          lines.forEach(line -> pagesWithLine.merge(line, 1, Integer::sum));
        }
      }
      List<String> repeated =
          pagesWithLine.entrySet().stream()
              .filter(e -> e.getValue() >= SHARE_OF_PAGES * pages.size())
              .map(Map.Entry::getKey)
              .filter(line -> tokens.get(line) > 0 && !LEGITIMATE.contains(line))
              .toList();
      long again = repeated.stream().mapToLong(tokens::get).sum();
      double share = again / (double) all;
      allSites += all;
      repeatedOnAllSites += again;
      System.out.printf("%s: %.3f %% of kept tokens repeat %s%n", site, 100 * share, repeated);
      assertTrue(share <= MOST_ON_A_SITE, () -> site + ": " + share);
    }
    double share = repeatedOnAllSites / (double) allSites;
    System.out.printf("all sites: %.3f %% of kept tokens repeat%n", 100 * share);
    assertTrue(share <= MOST, () -> "all sites: " + share);
  }

  private static int words(String line) {
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < line.length(); i++) {
      boolean letter = Character.isLetterOrDigit(line.charAt(i));
      words += letter && !inWord ? 1 : 0;
      inWord = letter;
    }
    return words;
  }

  /** A section's heading and the lines of its text. */
  private static List<String> lines(Section section) {
    List<String> path = section.getHeadingPath();
    Stream<String> heading = path.isEmpty() ? Stream.of() : Stream.of(path.get(path.size() - 1));
    return Stream.concat(heading, section.getText().lines()).map(String::strip).toList();
  }
}
