package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;
import dev.docent.records.Section;
import dev.docent.transforms.sources.PageSink;
import dev.docent.transforms.sources.files.ArchivePages;
import dev.docent.transforms.sources.files.Endings;
import dev.docent.transforms.sources.files.StoredFiles;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real sites of five kinds; skipped where they aren't at hand. */
class RealSitesTest {
  private static final Pattern FURNITURE_LINE =
      Pattern.compile(
          "(?im)^(?:skip to content|copy link|copied!?|edit this page|on this page|permanent link"
              + "|back to top|last update:|made with.*|in \\[.*\\]:|toggle navigation"
              + "|want to contribute translation\\?|material for mkdocs|no description has been.*)$");

  @ParameterizedTest
  @CsvSource({
    "flink-web, 282, 2200, content/how-to-contribute/getting-help/index.html#slack, Slack",
    "school-of-sre, 102, 550, level101/git/git-basics/index.html#little-adventure, Little Adventure",
    "ms-engineering-playbook, 242, 1700, security/index.html#devsecops, DevSecOps",
    "vespa-docs, 192, 1700, en/access-logging.html#access-log-format, Vespa Access Log Format",
    "tfx-docs, 68, 750, guide/index.html#nightly-packages, Nightly Packages"
  })
  void sitesParseWithoutFurniture(
      String site, int pages, int leastSections, String knownId, String heading) throws Exception {
    String sectionId = site + "/" + knownId;
    Map<String, Article> articles = new TreeMap<>();
    ArticleParser parser = new ArticleParser(80, 1);
    long[] nanos = {0};
    read(
        site,
        page -> {
          long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
          ParseOutcome outcome = parser.parse(page);
          nanos[0] += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
          articles.put(
              page.getId(),
              assertInstanceOf(ParseOutcome.Parsed.class, outcome, page.getId()).article());
        });

    assertEquals(pages, articles.size());
    List<Section> sections =
        articles.values().stream().flatMap(article -> article.getSections().stream()).toList();
    System.out.printf(
        "%s: %d articles, %d sections, %d characters of text, %d code blocks, %.0f pages a CPU second%n",
        site,
        articles.size(),
        sections.size(),
        sections.stream().mapToLong(section -> section.getText().length()).sum(),
        sections.stream().mapToLong(section -> section.getCode().size()).sum(),
        pages / (nanos[0] / 1e9));
    assertTrue(sections.size() >= leastSections, () -> sections.size() + " sections");
    Set<String> ids = new HashSet<>();
    for (Section section : sections) {
      assertTrue(ids.add(section.getId()), section.getId());
      assertTrue(!FURNITURE_LINE.matcher(section.getText()).find(), section::toString);
      assertTrue(section.getHeadingPath().stream().noneMatch(h -> h.matches(".*(¶| #)$")));
    }
    assertTrue(articles.values().stream().noneMatch(article -> article.getTitle().isBlank()));
    Section known =
        sections.stream().filter(section -> section.getId().equals(sectionId)).findFirst().get();
    List<String> path = known.getHeadingPath();
    assertEquals(heading, path.get(path.size() - 1));
    assertEquals(sectionId, known.getArticleId() + "#" + known.getAnchor());
  }

  private static void read(String site, Consumer<RawPage> action) throws Exception {
    Path root = Path.of(System.getProperty("docent.root", "."));
    Path archive = root.resolve("../shared/data/articles/" + site + ".tar.gz").normalize();
    Assumptions.assumeTrue(Files.exists(archive), archive + " is not here");
    PageSink sink =
        new PageSink() {
          @Override
          public void page(RawPage page) {
            action.accept(page);
          }

          @Override
          public void deadLetter(DeadLetter letter) {
            throw new AssertionError(letter);
          }
        };
    try (InputStream in = StoredFiles.unpacked(archive.toString())) {
      new ArchivePages(Endings.of("html"), 50 << 20).read(site, in, sink);
    }
  }
}
