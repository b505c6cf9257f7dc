package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

/** Pages of real sites, labelled by hand by what of each a reader wants. */
class RealPagesTest {
  private static final Pattern FRONT = Pattern.compile("(?s)\\A---\n(.*?)\n---\n");
  private static final Pattern TITLE = Pattern.compile("(?m)^title:\\s*\"?(.*?)\"?$");
  private static final Pattern INCLUDED =
      Pattern.compile("(?s)\\{%\\s*include[^%]*?content=(['\"])(.*?)\\1.*?%\\}");

  record Label(String site, String page, String keep, String leave) {}

  @Test
  void keepsWhatReadersWant() throws Exception {
    Map<String, Map<String, byte[]>> sites = new HashMap<>();
    List<Double> scores = new ArrayList<>();
    for (Label label : labels()) {
      if (!sites.containsKey(label.site())) {
        sites.put(label.site(), RealSites.pages(label.site()));
      }
      byte[] bytes = sites.get(label.site()).get(label.page());
      assertTrue(bytes != null, label::toString);
      ParseOutcome.Parsed parsed =
          assertInstanceOf(
              ParseOutcome.Parsed.class,
              new ArticleParser(80, 1).parse(Pages.html(label.page(), bytes)));
      TokenF1 score = TokenF1.of(wanted(label, bytes), TokenF1.keptBy(parsed.article()));
      System.out.printf(
          "%s %s: F1 %.3f precision %.3f recall %.3f %.300s%n",
          label.site(),
          label.page(),
          score.f1(),
          score.precision(),
          score.recall(),
          score.f1() < 0.98 ? score.difference() : "");
      scores.add(score.f1());
    }
    double mean = scores.stream().mapToDouble(s -> s).average().orElseThrow();
    double worst = scores.stream().mapToDouble(s -> s).min().orElseThrow();
    System.out.printf("real pages: %d, mean F1 %.4f, worst %.4f%n", scores.size(), mean, worst);
    assertEquals(22, scores.size());
    assertTrue(mean >= 0.95, () -> "mean F1 " + mean);
    assertTrue(worst >= 0.85, () -> "worst F1 " + worst);
  }

  static List<Label> labels() throws Exception {
    try (InputStream in = RealPagesTest.class.getResourceAsStream("real-pages.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(part -> new Label(part[0], part[1], part[2], part[3]))
          .toList();
    }
  }

  /** The label's text; a page's title counts where it is shown only by its front matter. */
  static String wanted(Label label, byte[] bytes) {
    String page = new String(bytes, StandardCharsets.UTF_8);
    String title = "";
    Matcher front = FRONT.matcher(page);
    if (front.find()) {
      Matcher named = TITLE.matcher(front.group(1));
      title = named.find() ? named.group(1) : "";
      page = INCLUDED.matcher(page.substring(front.end())).replaceAll("<div>$2</div>");
      page = page.replaceAll("(?s)\\{%.*?%\\}", "");
    }
    Document document = Jsoup.parse(page);
    Elements kept = document.select(label.keep());
    kept.select(label.leave()).remove();
    StringBuilder text = new StringBuilder(title);
    for (Element each : kept) {
      each.select("br").before(" ");
      each.select("p, div, li, td, th, tr, pre, h1, h2, h3, h4, h5, h6, dt, dd")
          .forEach(block -> block.prependText(" ").appendText(" "));
      text.append('\n').append(each.wholeText());
    }
    return text.toString();
  }
}
