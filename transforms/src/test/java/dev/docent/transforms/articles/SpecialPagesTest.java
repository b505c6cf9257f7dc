package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.docent.records.Article;
import dev.docent.records.RawPage;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that are no articles, and what their sources say of those that are. */
class SpecialPagesTest {
  private static final String PROSE = "<p>Enough words to be an article of their own.</p>";

  private static RawPage page(String url, String title, String published, String html) {
    return new RawPage(
        "7",
        url,
        title,
        "text/html",
        null,
        ByteBuffer.wrap(html.getBytes(StandardCharsets.UTF_8)),
        "",
        Instant.EPOCH,
        "2024-05-06T07:08:09Z",
        published,
        List.of("Storage", "backup"));
  }

  private static String refused(String html, String reason) {
    ParseOutcome.Refused refused =
        assertInstanceOf(ParseOutcome.Refused.class, Pages.outcome(html), html);
    assertEquals(reason, refused.reason());
    return refused.detail();
  }

  @Test
  void namesWhereARedirectStubLeads() {
    String stub =
        "<meta http-equiv=refresh content=\"0; url='../new/'\"><p>Moved. <a href=../new/>Go</a>";
    assertEquals("leads to '../new/'", refused(stub, "redirect-stub"));
    ParseOutcome absolute =
        new ArticleParser(1, 1).parse(page("https://a.example/old/", null, null, stub));
    assertEquals("leads to 'https://a.example/new/'", ((ParseOutcome.Refused) absolute).detail());
  }

  @Test
  void pagesThatReloadThemselvesAreNoStubs() {
    Pages.parse("<meta http-equiv=refresh content=300>" + PROSE);
    Pages.parse("<meta http-equiv=refresh content='9;url=/next'>" + PROSE.repeat(10));
  }

  @Test
  void namesTheFramesOfAFrameset() {
    assertEquals(
        "its text is in the frames 'menu.html', 'text.html'",
        refused(
            "<frameset cols='20%,*'><frame src=menu.html><frame src=text.html>"
                + "<noframes>Your browser is too old.</noframes></frameset>",
            "frameset"));
  }

  @Test
  void readsWhatAFramesetOffersInstead() {
    Article article =
        Pages.parse(
            "<frameset><frame src=a><noframes><h1>T</h1>" + PROSE.repeat(9) + "</noframes>");
    assertEquals("T", article.getTitle());
  }

  @Test
  void refusesPagesOfTooManyTags() {
    assertEquals(
        "3000001 tags; a page may have 3000000 at most",
        refused("<".repeat(3_000_001), "too-complex"));
  }

  @Test
  void readsFiftyMegabytes() {
    String html = "<main>" + "<p>Some words of a page that goes on and on.</p>\n".repeat(1_000_000);
    Article article = assertTimeoutPreemptively(Duration.ofSeconds(120), () -> Pages.parse(html));
    assertEquals(1_000_000, article.getSections().get(0).getText().lines().count());
  }

  @Test
  void whatTheSourceSaysWins() {
    Article article =
        Pages.parse(
            page(
                "https://a.example/p",
                "Salt &amp; pepper",
                "2021-02-03T04:05:06Z",
                "<meta name=keywords content='pots, Backup'><title>Else</title>"
                    + "<meta property=article:published_time content=2020-01-01>"
                    + PROSE));
    assertEquals("Salt & pepper", article.getTitle());
    assertEquals("2021-02-03", article.getPublished());
    assertEquals(List.of("Storage", "backup", "pots"), article.getTags());
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/p?x=1, https://a.example/p, https://a.example/p",
    "https://www.a.example/p, https://a.example/q, https://a.example/q",
    "https://a.example/p, https://b.example/p, https://a.example/p",
    "https://a.example/p, https://a.example/, https://a.example/p",
    "https://a.example/p, /q, https://a.example/q"
  })
  void canonicalAddressesCountWithinTheHost(String source, String canonical, String expected) {
    String html = "<link rel=canonical href='" + canonical + "'>" + PROSE;
    assertEquals(expected, Pages.parse(page(source, null, null, html)).getUrl());
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1252, UTF-8, fr, déjà vu à côté",
    "UTF-8, ISO-8859-1, fr, déjà vu à côté",
    "windows-31j, , ja, 検索の結果を並べ替える",
    "EUC-JP, , ja, 検索の結果を並べ替える",
    "windows-1251, , ru, резервные копии",
    "GB18030, , zh, 备份和恢复",
    "UTF-16LE, , en, plain words",
    "GB18030, gb2312, zh, 备份和恢复"
  })
  void bytesWinOverWrongCharsets(String real, String declared, String language, String text) {
    byte[] bytes =
        ("<html lang=" + language + "><main><p>" + text + "</p></main>")
            .getBytes(Charset.forName(real));
    Article article = Pages.parse(Pages.html("p", bytes, declared));
    assertEquals(text, article.getSections().get(0).getText());
  }
}
