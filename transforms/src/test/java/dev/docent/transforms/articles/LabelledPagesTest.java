package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Pages of ours of forty kinds, labelled by hand. */
class LabelledPagesTest {
  private static final double LEAST_MEAN = 0.95;
  private static final double LEAST = 0.85;

  @Test
  void keepsWhatReadersWant() throws Exception {
    List<LabelledPage> pages = LabelledPage.all();
    assertTrue(pages.size() >= 40, () -> pages.size() + " pages");
    Map<String, TokenF1> scores = new TreeMap<>();
    for (LabelledPage page : pages) {
      ParseOutcome outcome = new ArticleParser(80, 1).parse(page.raw());
      String kept =
          outcome instanceof ParseOutcome.Parsed parsed ? TokenF1.keptBy(parsed.article()) : "";
      scores.put(page.name(), TokenF1.of(page.kept(), kept));
    }
    scores.forEach(
        (name, score) ->
            System.out.printf(
                "%-28s F1 %.3f precision %.3f recall %.3f %s%n",
                name,
                score.f1(),
                score.precision(),
                score.recall(),
                score.f1() < 0.97 ? score.difference() : ""));
    double mean = scores.values().stream().mapToDouble(TokenF1::f1).average().orElseThrow();
    double worst = scores.values().stream().mapToDouble(TokenF1::f1).min().orElseThrow();
    System.out.printf("labelled pages: mean F1 %.4f, worst %.4f%n", mean, worst);
    assertTrue(mean >= LEAST_MEAN, () -> "mean F1 " + mean);
    assertTrue(worst >= LEAST, () -> "worst F1 " + worst);
  }
}
