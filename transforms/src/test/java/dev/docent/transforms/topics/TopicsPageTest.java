package dev.docent.transforms.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.TermWeight;
import dev.docent.records.Topic;
import dev.docent.records.lsa.LsaSummary;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsPageTest {
  private static final Topic TOPIC =
      new Topic(
          0,
          "<b>pods</b> & \"nodes\"",
          3.5,
          0.123,
          0.4,
          List.of(new TermWeight("pod", "<script>alert(1)</script>", 0.9)),
          List.of(new TermWeight("db", "O'Reilly", -0.5)),
          0.1,
          null);
  private static final LsaSummary SUMMARY =
      new LsaSummary(1, 1, 900, 1234, 99.6, new double[] {3.5});

  @Test
  void escapesAllTextOfTheSite() throws Exception {
    for (boolean pictures : new boolean[] {true, false}) {
      String html = TopicsPage.of(SUMMARY, List.of(TOPIC), pictures);
      assertFalse(html.contains("<script"), "a term became a tag");
      Document page = Jsoup.parse(html);
      assertEquals("0<b>pods</b> & \"nodes\"", page.select("#topic-0 h2").text());
      assertTrue(page.select("details").text().contains("<script>alert(1)</script>"));
    }
  }

  @Test
  void linksThePictureWithItsTermsAsAlternative() throws Exception {
    Document page = Jsoup.parse(TopicsPage.of(SUMMARY, List.of(TOPIC), true));
    assertEquals("word-clouds/topic-000.png", page.select("img").attr("src"));
    assertTrue(page.select("img").attr("alt").endsWith("negative: O'Reilly"));
  }

  @Test
  void setsTermsInSizesWhereThereAreNoPictures() throws Exception {
    Document page = Jsoup.parse(TopicsPage.of(SUMMARY, List.of(TOPIC), false));
    assertEquals(0, page.select("img").size());
    assertEquals("O'Reilly", page.select(".textcloud .neg").text());
  }

  @Test
  void showsMeasuresAndScreePlot() throws Exception {
    Document page = Jsoup.parse(TopicsPage.of(SUMMARY, List.of(TOPIC), true));
    assertEquals(
        "Singular value 3.500 Explained variance 12.30% Coherence 0.40 Sameness of sections 0.10",
        page.select(".measures").text());
    assertEquals(1, page.select("svg circle").size());
    assertTrue(page.select(".facts").text().contains("Sections 1,234"));
  }

  @Test
  void saysWhatIsLeftOutAndWhy() throws Exception {
    assertEquals(
        0, Jsoup.parse(TopicsPage.of(SUMMARY, List.of(TOPIC), true)).select(".filtered").size());
    Topic template =
        Topic.newBuilder(TOPIC).setSameness(0.8).setFiltered("one-text-repeated").build();
    Document page = Jsoup.parse(TopicsPage.of(SUMMARY, List.of(template), true));
    assertEquals(
        "Left out of matching: one-text-repeated (sameness of its sections 0.80)",
        page.select("#topic-0 .filtered").text());
    assertTrue(page.select(".facts").text().contains("Left out as no subject 1"));
  }

  @Test
  void drawsBothHues(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(WordClouds.obstacle().isEmpty(), "this Java can't draw text");
    Path file = folder.resolve(WordClouds.fileName(7));
    WordClouds.write(
        new Topic(7, "x", 1.0, 0.1, 0.1, terms("positive", 1), terms("negative", -0.9), 0.1, null),
        file);
    assertEquals("topic-007.png", file.getFileName().toString());
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(WordClouds.WIDTH, image.getWidth());
    assertEquals(WordClouds.HEIGHT, image.getHeight());
    assertTrue(count(image, WordClouds.POSITIVE.getRGB()) > 1000, "too little of the positive hue");
    assertTrue(count(image, WordClouds.NEGATIVE.getRGB()) > 1000, "too little of the negative hue");
  }

  @Test
  void drawsTheSamePictureAgain() {
    Assumptions.assumeTrue(WordClouds.obstacle().isEmpty(), "this Java can't draw text");
    BufferedImage one = WordClouds.draw(TOPIC);
    BufferedImage two = WordClouds.draw(TOPIC);
    for (int y = 0; y < WordClouds.HEIGHT; y++) {
      for (int x = 0; x < WordClouds.WIDTH; x++) {
        assertEquals(one.getRGB(x, y), two.getRGB(x, y));
      }
    }
  }

  private static List<TermWeight> terms(String name, double heaviest) {
    return IntStream.range(0, 25)
        .mapToObj(i -> new TermWeight(name + i, name + i, heaviest / (i + 1)))
        .toList();
  }

  /** Pixels of a colour above the legend, which always shows both hues. */
  private static int count(BufferedImage image, int colour) {
    int n = 0;
    for (int y = 0; y < image.getHeight() - 24; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        n += image.getRGB(x, y) == colour ? 1 : 0;
      }
    }
    return n;
  }
}
