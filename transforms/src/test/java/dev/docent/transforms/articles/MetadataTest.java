package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.docent.records.Article;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
  private static final String BODY = "<body><main><p>Some text to read.</main></body>";

  private static Article withHead(String head) {
    return Pages.parse("<html><head>" + head + "</head>" + BODY);
  }

  @Test
  void titleOfTheContentComesFirst() {
    assertEquals(
        "Shown",
        Pages.parse("<title>Tab | Acme</title><main><h1>Shown</h1><p>x</main>").getTitle());
  }

  @Test
  void openGraphTitleComesSecond() {
    assertEquals(
        "Og", withHead("<title>Tab</title><meta property=og:title content=Og>").getTitle());
  }

  @ParameterizedTest
  @CsvSource({
    "Install | Acme,,Install",
    "Install - Acme Docs,,Install",
    "Install – A – Acme,,Install – A",
    "Acme - Install,Acme,Install",
    "Multi-master set-up,,Multi-master set-up",
    "Acme,Acme,Acme"
  })
  void siteNameIsCutOff(String title, String site, String expected) {
    assertEquals(expected, PageTitle.withoutSite(title, site));
  }

  @Test
  void fileNamesTheArticleInTheLastResort() {
    assertEquals("page", Pages.parse(BODY).getTitle());
    assertEquals("big data", Pages.parse(Pages.html("x/big-data/index.html", BODY)).getTitle());
  }

  @Test
  void canonicalUrlIsTaken() {
    assertEquals(
        "https://acme.org/a?b=1",
        withHead("<link rel=canonical href='https://acme.org/a?b=1#c'>").getUrl());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "/relative",
        "ftp://acme.org/",
        "http:///x",
        "http://[",
        "https://u:p@acme.org/"
      })
  void otherUrlsAreNot(String url) {
    assertNull(withHead("<link rel=canonical href='" + url + "'>").getUrl());
  }

  @ParameterizedTest
  @CsvSource({"en,en", "pt-br,pt-BR", "en_US,en-US", "x,", "'',"})
  void languageIsATag(String lang, String expected) {
    assertEquals(expected, Pages.parse("<html lang='" + lang + "'>" + BODY).getLanguage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta property=article:published_time content=2024-03-08T23:00:00Z>",
        "<meta itemprop=datePublished content=2024-03-08>",
        "<script type=application/ld+json>{\"@graph\":[{\"datePublished\":\"2024-03-08T01:02\"}]}</script>",
        "<script type=application/ld+json>{broken</script></head><body><article><time datetime=2024-03-08>"
      })
  void publishedDateIsFound(String head) {
    assertEquals("2024-03-08", withHead(head).getPublished());
  }

  @Test
  void impossibleDatesAreNone() {
    assertNull(withHead("<meta name=date content=2024-13-08>").getPublished());
    assertNull(withHead("<meta name=date content='last May'>").getPublished());
  }

  @Test
  void dateInThePathIsTheLastResort() {
    assertEquals("2014-08-26", Pages.parse(Pages.html("2014/08/26/x.html", BODY)).getPublished());
    assertNull(Pages.parse(Pages.html("2014/99/26/x.html", BODY)).getPublished());
  }

  @Test
  void tagsAreGatheredOnce() {
    assertEquals(
        List.of("Flink", "beam", "SQL"),
        withHead(
                "<meta property=article:tag content=Flink><meta name=keywords content='beam, flink,, SQL'>")
            .getTags());
  }

  @Test
  void frontMatterSpeaksForUnrenderedPages() {
    Article article =
        Pages.parse(
            "---\n# comment\ntitle: \"Access: Logging\"\ndate: 2021-02-03 10:00:00 +0000\ntags: [a, b]\nlang: en\n---\n\n"
                + "<p>Intro.</p>\n<h1 id=one>One</h1><p>x</p>");
    assertEquals("Access: Logging", article.getTitle());
    assertEquals("2021-02-03", article.getPublished());
    assertEquals(List.of("a", "b"), article.getTags());
    assertEquals("en", article.getLanguage());
    assertEquals("Intro.", article.getSections().get(0).getText());
    assertEquals(List.of("One"), article.getSections().get(1).getHeadingPath());
  }

  @Test
  void brokenFrontMatterIsNoText() {
    Article article = Pages.parse("---\ntitle: [\n: :\n---\n<p>Text.</p>");
    assertEquals("Text.", article.getSections().get(0).getText());
  }

  @Test
  void rulesAreNotFrontMatter() {
    assertEquals("--- a ---", Pages.parse("--- a ---").getSections().get(0).getText());
  }
}
