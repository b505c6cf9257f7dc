package dev.docent.transforms.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.transforms.hashing.Hash64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurnitureTest {
  /** The texts that go from a site of so many pages, of which some hold a line more. */
  private static Set<String> dropped(int pages, int holding, String line, boolean atEdge) {
    List<Article> site = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      List<String> lines = body(i);
      if (i < holding) {
        lines.add(atEdge ? lines.size() : lines.size() / 2, line);
      }
      site.add(article("page-" + i, section("", String.join("\n", lines))));
    }
    return dropped(site);
  }

  private static Set<String> dropped(List<Article> site) {
    Map<Long, LineCount> counts = new HashMap<>();
    site.forEach(
        a -> CountLinesFn.counts(a).forEach((k, c) -> counts.merge(k, c, LineCount::plus)));
    Set<String> texts = new TreeSet<>();
    for (Article article : site) {
      Cleaning.of(article, key -> FurnitureRule.isFurniture(counts.get(key), site.size()))
          .dropped()
          .forEach(line -> texts.add(line.text()));
    }
    return texts;
  }

  private static List<String> body(int page) {
    return new ArrayList<>(
        IntStream.range(0, 30)
            .mapToObj(i -> "about " + Long.toString(Hash64.mix(31L * page + i) >>> 1, 36))
            .map(line -> line.replaceAll("[0-9]", "x"))
            .toList());
  }

  private static Article article(String id, Section... sections) {
    return new Article(id, null, id, null, null, List.of(), List.of(sections));
  }

  private static Section section(String heading, String text, String... code) {
    return new Section(
        "p#" + heading,
        "p",
        0,
        2,
        heading.isEmpty() ? List.of() : List.of(heading),
        null,
        text,
        List.of(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Copy link",
        "Edit this page on GitHub",
        "Was this page helpful?",
        "Yes No",
        "Next",
        "Last updated 3 May 2024",
        "Content licensed under CC BY 4.0.",
        "© 2024 Example. All rights reserved."
      })
  void phrasesOfTheFrameGoFromATenthOn(String line) {
    assertEquals(Set.of(line), dropped(50, 6, line, true));
    assertEquals(Set.of(), dropped(50, 4, line, true));
  }

  @Test
  void unknownLinesGoFromHalfOfThePagesOnAtTheEdge() {
    assertEquals(
        Set.of("Brought by the platform"), dropped(50, 25, "Brought by the platform", true));
    assertEquals(Set.of(), dropped(50, 24, "Brought by the platform", true));
  }

  @Test
  void aWarningOnAThirdOfThePagesStays() {
    String warning = "This feature is experimental and may change without notice.";
    assertEquals(Set.of(), dropped(60, 20, warning, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Example:", "name | type | default", "string", "Updated Maven dependencies:"})
  void whatAReferenceRepeatsWithinItsPagesStays(String line) {
    assertEquals(Set.of(), dropped(50, 50, line, false));
  }

  @Test
  void smallSitesLoseNothing() {
    assertEquals(Set.of(), dropped(19, 19, "Copy link", true));
    assertEquals(Set.of("Copy link"), dropped(20, 20, "Copy link", true));
  }

  @Test
  void numbersDoNotMakeLinesDiffer() {
    List<Article> site = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      List<String> lines = body(i);
      lines.add("Page %d of 30, printed 2024-05-%02d".formatted(i, i));
      site.add(article("page-" + i, section("", String.join("\n", lines))));
    }
    assertEquals(30, dropped(site).size());
  }

  @Test
  void headingsOfAReferenceStay() {
    List<Article> site = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      site.add(
          article(
              "page-" + i,
              section("", String.join("\n", body(i))),
              section("Parameters", String.join("\n", body(100 + i)))));
    }
    assertEquals(Set.of(), dropped(site));
  }

  @Test
  void relatedArticlesGoWithTheirLinks() {
    List<Article> site = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      site.add(
          article(
              "page-" + i,
              section("", String.join("\n", body(i))),
              section("Related articles", String.join("\n", body(100 + i)))));
    }
    assertEquals(Set.of("Related articles"), dropped(site));
  }

  private static Cleaning cleaned(Article article, String... furniture) {
    Set<Long> keys = new java.util.HashSet<>();
    for (String text : furniture) {
      keys.add(Hash64.of("\n" + LineText.normalised(text)));
      keys.add(Hash64.of("\n#" + LineText.normalised(text)));
    }
    return Cleaning.of(article, keys::contains);
  }

  @Test
  void whatIsLeftKeepsItsOrderAndPositions() {
    Article article =
        article(
            "p",
            section("", "Copy link"),
            section("One", "a\nCopy link\nb"),
            section("Two", "Copy link", "code"));
    Article left = cleaned(article, "copy  link").article();
    assertEquals(List.of("a\nb", ""), left.getSections().stream().map(Section::getText).toList());
    assertEquals(List.of(0, 1), left.getSections().stream().map(Section::getPosition).toList());
    assertEquals(List.of("code"), left.getSections().get(1).getCode());
  }

  @Test
  void articlesWithoutFurnitureAreUntouched() {
    Article article = article("p", section("", "a\n\n  b"));
    assertSame(article, cleaned(article, "c").article());
  }

  @Test
  void nothingIsLeftOfFurnitureAlone() {
    assertNull(cleaned(article("p", section("", "Copy link")), "copy link").article());
  }

  @Test
  void sectionsWithCodeOrLongTextDoNotGoWhole() {
    String prose =
        "This is a sentence that goes on and on, as the sentences of a text do. ".repeat(3);
    for (Section last : List.of(section("Feedback", "a", "code"), section("Feedback", prose))) {
      Article article = article("p", section("", "text"), last);
      assertEquals(2, cleaned(article, "Feedback").article().getSections().size());
    }
  }

  @Test
  void edgesAreAQuarterOfAShortPage() {
    List<Line> lines = PageLines.of(article("p", section("", "a\nb\nc\nd")));
    assertEquals(List.of(true, false, false, true), lines.stream().map(Line::atPageEdge).toList());
  }

  @Test
  void sitesAreHosts() {
    Article article = article("p", section("", "a"));
    assertEquals("", PageLines.site(article));
    assertEquals(
        "example.org",
        PageLines.site(Article.newBuilder(article).setUrl("https://www.Example.org/a").build()));
  }

  @Test
  void plainDocumentsAreNotCounted() {
    Article plain =
        article("p", new Section("p", "p", 0, 1, List.of(), null, "Copy link", List.of()));
    assertTrue(PageLines.isPlain(plain));
    assertTrue(CountLinesFn.counts(plain).isEmpty());
    assertFalse(PageLines.isPlain(article("p", section("", "a"))));
  }

  @Test
  void reportRowsAreSummed() {
    DroppedLine row = new DroppedLine("s", "line", "b, c", 2, 3, 10, "y");
    assertEquals(
        "s,line,\"a, c\",3,4,0.300,x",
        row.plus(new DroppedLine("s", "line", "a, c", 1, 1, 10, "x")).csv());
  }
}
