package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertTrue;

import de.l3s.boilerpipe.BoilerpipeProcessingException;
import de.l3s.boilerpipe.extractors.ArticleExtractor;
import dev.docent.records.RawPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.dankito.readability4j.Article;
import net.dankito.readability4j.Readability4J;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Ours beside well-known extractors on the same labelled pages. */
class ExtractorComparisonTest {
  private record Page(String label, RawPage raw, String text) {}

  private static final Map<String, Function<Page, List<String>>> EXTRACTORS = extractors();

  private static Map<String, Function<Page, List<String>>> extractors() {
    Map<String, Function<Page, List<String>>> all = new LinkedHashMap<>();
    all.put("docent", ExtractorComparisonTest::docent);
    all.put("readability4j", ExtractorComparisonTest::readability);
    all.put("boilerpipe", ExtractorComparisonTest::boilerpipe);
    return all;
  }

  @Test
  void keepsMoreOfWhatIsWantedThanOthers() throws Exception {
    List<Page> ours = new ArrayList<>();
    for (LabelledPage page : LabelledPage.all()) {
      ours.add(page(page.kept(), page.raw(), page.bytes(), page.declared()));
    }
    double[] means = compare("labelled pages", ours);
    assertTrue(means[0] >= means[1] && means[0] >= means[2]);
  }

  @Test
  void isNoWorseOnRealPages() throws Exception {
    Map<String, Map<String, byte[]>> sites = new HashMap<>();
    List<Page> real = new ArrayList<>();
    for (RealPagesTest.Label label : RealPagesTest.labels()) {
      if (!sites.containsKey(label.site())) {
        sites.put(label.site(), RealSites.pages(label.site()));
      }
      byte[] bytes = sites.get(label.site()).get(label.page());
      real.add(
          page(RealPagesTest.wanted(label, bytes), Pages.html(label.page(), bytes), bytes, null));
    }
    double[] means = compare("real pages", real);
    assertTrue(means[0] >= means[1] && means[0] >= means[2]);
  }

  /** Others get the page decoded, as they read no bytes. */
  private static Page page(String label, RawPage raw, byte[] bytes, String declared) {
    return new Page(label, raw, PageText.decode(bytes, declared));
  }

  /** Prints and gives the mean F1 of each; of an extractor's ways to give its text the best one. */
  private static double[] compare(String name, List<Page> pages) {
    double[] means = new double[EXTRACTORS.size()];
    int at = 0;
    for (Map.Entry<String, Function<Page, List<String>>> extractor : EXTRACTORS.entrySet()) {
      List<Double> scores = new ArrayList<>();
      for (Page page : pages) {
        double best = 0;
        for (String kept : extractor.getValue().apply(page)) {
          best = Math.max(best, TokenF1.of(page.label(), kept).f1());
        }
        scores.add(best);
      }
      means[at] = scores.stream().mapToDouble(s -> s).average().orElseThrow();
      System.out.printf(
          "%s, %s: mean F1 %.4f, worst %.4f, below 0.85: %d of %d%n",
          name,
          extractor.getKey(),
          means[at++],
          scores.stream().mapToDouble(s -> s).min().orElseThrow(),
          scores.stream().filter(s -> s < 0.85).count(),
          pages.size());
    }
    return means;
  }

  private static List<String> docent(Page page) {
    return new ArticleParser(80, 1).parse(page.raw()) instanceof ParseOutcome.Parsed parsed
        ? List.of(TokenF1.keptBy(parsed.article()))
        : List.of();
  }

  private static List<String> readability(Page page) {
    try {
      Article article = new Readability4J("https://site.example/page", page.text()).parse();
      String content = article.getContent();
      if (content == null) {
        return List.of();
      }
      String text = spaced(Jsoup.parse(content));
      return List.of(text, article.getTitle() + " " + text);
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private static String spaced(Document document) {
    document
        .select("br, p, div, li, td, th, tr, pre, h1, h2, h3, h4, h5, h6, dt, dd, section")
        .forEach(block -> block.before(" ").after(" "));
    return document.wholeText();
  }

  private static List<String> boilerpipe(Page page) {
    try {
      String text = ArticleExtractor.INSTANCE.getText(page.text());
      return List.of(text, Jsoup.parse(page.text()).title() + " " + text);
    } catch (BoilerpipeProcessingException | RuntimeException e) {
      return List.of();
    }
  }
}
