package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.transforms.furniture.SiteCleaning;
import java.util.ArrayList;
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

  /** Of the kept tokens of a site, after the step that looks at it as a whole. */
  private static final double MOST = 0.005;

  /** And before that step. */
  private static final double MOST_PAGE_BY_PAGE = 0.006;

  /** Of a site's tokens by the whole-site step. */
  private static final double MOST_TAKEN = 0.02;

  /** Lines that many articles have of their own accord: headings and the titles of notes. */
  private static final Set<String> LEGITIMATE =
      Set.of("Bug", "Improvement", "Resources", "Note", "Did you restart the runtime?");

  @Test
  void littleOfWhatIsKeptRepeats() throws Exception {
    for (String site : RealSites.NAMES) {
      List<Article> articles = parsed(site);
      Repeated before = Repeated.in(articles);
      Repeated after = Repeated.in(SiteCleaning.of(articles));
      System.out.printf(
          "%s: %.3f %% of kept tokens repeat page by page, %.3f %% after the whole-site step %s%n",
          site, 100 * before.share(), 100 * after.share(), after.lines());
      assertTrue(before.share() <= MOST_PAGE_BY_PAGE, () -> site + ": " + before);
      assertTrue(after.share() <= MOST, () -> site + ": " + after);
    }
  }

  /** The step may take what repeats, and next to nothing else. */
  @Test
  void theWholeSiteStepKeepsTheContent() throws Exception {
    for (String site : RealSites.NAMES) {
      List<Article> articles = parsed(site);
      Repeated before = Repeated.in(articles);
      Repeated after = Repeated.in(SiteCleaning.of(articles));
      double lost = 1 - after.tokens() / (double) before.tokens();
      System.out.printf("%s: the whole-site step takes %.3f %% of the tokens%n", site, 100 * lost);
      assertTrue(lost <= MOST_TAKEN, () -> site + ": " + lost);
    }
  }

  private static List<Article> parsed(String site) throws Exception {
    List<Article> articles = new ArrayList<>();
    ArticleParser parser = new ArticleParser(80, 1);
    for (Map.Entry<String, byte[]> page : RealSites.pages(site).entrySet()) {
      if (parser.parse(Pages.html(page.getKey(), page.getValue()))
          instanceof ParseOutcome.Parsed parsed) {
        articles.add(parsed.article());
      }
    }
    return articles;
  }

  /** The lines on many pages, and their share of all tokens. */
  private record Repeated(List<String> lines, long repeated, long tokens) {
    static Repeated in(List<Article> articles) {
      Map<String, Integer> pagesWithLine = new HashMap<>();
      Map<String, Long> tokens = new HashMap<>();
      long all = 0;
      for (Article article : articles) {
        Set<String> lines = new HashSet<>();
        for (Section section : article.getSections()) {
          for (String line : SiteBoilerplateTest.lines(section)) {
            int count = words(line);
            all += count;
            tokens.merge(line, (long) count, Long::sum);
            lines.add(line);
          }
        }
        lines.forEach(line -> pagesWithLine.merge(line, 1, Integer::sum));
      }
      List<String> repeated =
          pagesWithLine.entrySet().stream()
              .filter(e -> e.getValue() >= SHARE_OF_PAGES * articles.size())
              .map(Map.Entry::getKey)
              .filter(line -> tokens.get(line) > 0 && !LEGITIMATE.contains(line))
              .toList();
      return new Repeated(repeated, repeated.stream().mapToLong(tokens::get).sum(), all);
    }

    double share() {
      return repeated / (double) tokens;
    }
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
