package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.transforms.sources.RawPages;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustnessTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "div",
        "b",
        "ul><li",
        "blockquote",
        "table><tr><td",
        "section id=a><h2>x</h2",
        "h2",
        "span class=toc",
        "form",
        "header",
        "h2>x<ul><li",
        "a href=#x><div",
        "svg",
        "template",
        "p><b><i"
      })
  void deepNestingIsNoTrouble(String tag) {
    String html =
        "<main><p>Text enough to read.</p>" + ("<" + tag + ">").repeat(100_000) + "deep</main>";
    assertTimeoutPreemptively(BOUND, () -> Pages.parse(html));
  }

  @Test
  void largePagesAreParsedInTime() {
    String html =
        "<main>"
            + "<h2>Heading</h2><p>Some <a href=#x>words</a> <i>of</i> text.</p>\n".repeat(20_000);
    Article article = assertTimeoutPreemptively(BOUND, () -> Pages.parse(html));
    assertEquals(20_000, article.getSections().size());
    assertEquals("docs/page.html#heading-20000", article.getSections().get(19_999).getId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "<html></html>", "<title>Only a title</title>", "<nav>Home</nav>"})
  void pagesWithoutTextAreRefused(String html) {
    ParseOutcome.Refused refused =
        assertInstanceOf(ParseOutcome.Refused.class, Pages.outcome(html));
    assertEquals(ArticleParser.NO_TEXT, refused.reason());
  }

  @Test
  void shortPagesAreRefusedWithTheNumbers() {
    ParseOutcome.Refused refused =
        assertInstanceOf(
            ParseOutcome.Refused.class,
            new ArticleParser(80, 1).parse(Pages.html("p", "<p>Short.")));
    assertEquals("6 characters of text; --min-article-characters asks for 80", refused.detail());
  }

  @Test
  void binaryFilesAreRefused() {
    for (byte[] bytes :
        new byte[][] {new byte[5000], "%PDF-1.7 and text".getBytes(StandardCharsets.UTF_8)}) {
      ParseOutcome.Refused refused =
          assertInstanceOf(
              ParseOutcome.Refused.class, new ArticleParser(1, 1).parse(Pages.html("p", bytes)));
      assertEquals(ArticleParser.NOT_TEXT, refused.reason());
    }
  }

  @Test
  void otherTypesAreRefused() {
    ParseOutcome.Refused refused =
        assertInstanceOf(
            ParseOutcome.Refused.class,
            new ArticleParser(1, 1)
                .parse(RawPages.of("i", null, null, "image/png", null, new byte[] {65})));
    assertEquals(ArticleParser.UNSUPPORTED_TYPE, refused.reason());
  }

  @Test
  void randomMarkupNeverFails() {
    long seed = System.nanoTime();
    System.out.println("random markup: seed " + seed);
    Random random = new Random(seed);
    String[] pieces = {
      "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<h2 id=a>", "</h2>", "<h1>",
          "<pre>",
      "</pre>", "<p>", "text ", "\u0000", "<a href=#x>", "</a>", "<!--", "-->", "<svg>", "<math>",
      "<form>", "<select>", "<template>", "</body>", "<li>", "&#0;", "&amp", "<", ">", "\uD800",
      "<section id=s>", "<nav>", "</nav>", "{% highlight %}", "---\n", "<frameset>", "<plaintext>"
    };
    for (int i = 0; i < 2000; i++) {
      StringBuilder html = new StringBuilder();
      for (int n = random.nextInt(60); n >= 0; n--) {
        html.append(pieces[random.nextInt(pieces.length)]);
      }
      if (Pages.outcome(html.toString()) instanceof ParseOutcome.Refused refused) {
        assertEquals(ArticleParser.NO_TEXT, refused.reason(), () -> html + ": " + refused);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "UTF-8", "Shift_JIS", "ISO-8859-2", "UTF-16LE"})
  void declaredCharsetsAreRead(String name) {
    String text =
        name.equals("Shift_JIS")
            ? "検索"
            : "řežeme".substring(0, name.startsWith("w") ? 0 : 6) + "naäv";
    String html = "<main><p>" + (name.equals("ISO-8859-2") ? "řeže" : text) + "</main>";
    Article article =
        Pages.parse(
            RawPages.of(
                "p", null, null, RawPages.HTML, name, html.getBytes(Charset.forName(name))));
    assertTrue(
        html.contains(">" + article.getSections().get(0).getText() + "<"), article.toString());
  }

  @Test
  void metaCharsetIsRead() {
    byte[] bytes = "<meta charset='Shift_JIS'><main><p>検索".getBytes(Charset.forName("Shift_JIS"));
    assertEquals("検索", Pages.parse(Pages.html("p", bytes)).getSections().get(0).getText());
  }

  @Test
  void byteOrderMarkRules() {
    byte[] bytes = "\uFEFF<meta charset=latin1><main><p>é".getBytes(StandardCharsets.UTF_16BE);
    assertEquals("é", Pages.parse(Pages.html("p", bytes)).getSections().get(0).getText());
  }

  @Test
  void undeclaredCharsetIsDetected() {
    for (Charset charset :
        new Charset[] {StandardCharsets.UTF_8, Charset.forName("windows-1252")}) {
      byte[] bytes = "<main><p>naïve – “yes”".getBytes(charset);
      assertEquals(
          "naïve – “yes”", Pages.parse(Pages.html("p", bytes)).getSections().get(0).getText());
    }
  }

  @Test
  void plainTextIsOneSectionOfTheDocumentsId() {
    Article article =
        Pages.parse(
            RawPages.of(
                "en/a.html#b",
                null,
                " A: B ",
                RawPages.PLAIN,
                "UTF-8",
                "<b> is markup.\n\n # no heading".getBytes(StandardCharsets.UTF_8)));
    Section section = article.getSections().get(0);
    assertEquals("en/a.html#b", section.getId());
    assertEquals("<b> is markup.\n# no heading", section.getText());
    assertEquals("A: B", article.getTitle());
    assertEquals(null, section.getAnchor());
  }
}
