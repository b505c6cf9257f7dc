package dev.docent.transforms.articles;

import static dev.docent.transforms.articles.Pages.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurnitureTest {
  private static final String PROSE =
      "A pod is the smallest unit that the scheduler places on a node of the cluster.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nav>Home Docs</nav>",
        "<footer>Copyright</footer>",
        "<aside>See also</aside>",
        "<script>track()</script>",
        "<style>p {}</style>",
        "<noscript>Enable it</noscript>",
        "<form><input><button>Send</button> Your mail</form>",
        "<div class='cookie-banner'>We use cookies</div>",
        "<div id=cookieConsent>We use cookies</div>",
        "<ol class=breadcrumb><li>Home</ol>",
        "<div class='share-buttons'>Tweet</div>",
        "<div class=toc>On this page</div>",
        "<div class='related-posts'>More</div>",
        "<div id=comments>First!</div>",
        "<div class='newsletter-signup'>Subscribe</div>",
        "<a class=skip-link href=#main>Skip to content</a>",
        "<div hidden>Secret</div>",
        "<div aria-hidden=true>Secret</div>",
        "<div style='display: none'>Secret</div>",
        "<pre style='display:none'>secret</pre>",
        "<div role=navigation>Next</div>",
        "<ul><li><a href=#a>A</a><li><a href=#b>B</a><li><a href=#c>C</a></ul>",
        "<div class=edit-this-page><a href=x>Edit</a></div>",
        "<span class=sr-only>Copied</span>",
      })
  void leavesOutFurniture(String furniture) {
    assertEquals(PROSE + "\n" + PROSE, text("<p>" + PROSE + "</p>" + furniture + "<p>" + PROSE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<aside class='admonition note'>Beware</aside>",
        "<blockquote>Beware<footer></footer></blockquote>",
        "<section id=comments>Beware</section>",
        "<header>Beware</header>",
        "<div class='note'>Beware</div>",
        "<details><summary>Beware</summary></details>",
        "<ul><li><a href=/a>Beware</a></ul>",
        "<div class='has-tocsin'>Beware</div>",
      })
  void keepsContentThatLooksAlike(String content) {
    assertEquals(
        PROSE + "\nBeware\n" + PROSE, text("<p>" + PROSE + "</p>" + content + "<p>" + PROSE));
  }

  @Test
  void headingIdsAreNoFurnitureNames() {
    assertEquals(
        "They help.",
        Pages.sections("<h2 id=comments>Comments</h2><p>They help.").get(0).getText());
  }

  @Test
  void whatHoldsMostOfThePageIsNoFurniture() {
    assertEquals(PROSE, text("<div class='content with-sidebar toc'><p>" + PROSE + "</p></div>"));
  }

  @Test
  void takesTheArticleOutOfThePage() {
    var article =
        Pages.parse(
            "<body><header><h1>Acme</h1><nav>Home</nav></header><main><article><h1 id=p>Pods</h1><p>"
                + PROSE
                + "</p></article><p>Want to contribute?</p></main><footer>(c)</footer></body>");
    assertEquals("Pods", article.getTitle());
    assertEquals(PROSE, article.getSections().get(0).getText());
  }

  @Test
  void findsTheDensestBlockWhereNothingIsMarked() {
    String links = "<li><a href=/x>Another page of ours</a></li>".repeat(30);
    var article =
        Pages.parse(
            "<body><div><ul>"
                + links
                + "</ul></div><div><div><h1>Pods</h1>"
                + ("<p>" + PROSE + "</p>").repeat(5)
                + "</div></div><div>All rights reserved</div></body>");
    assertEquals("Pods", article.getTitle());
    assertEquals(5, article.getSections().get(0).getText().lines().count());
    assertTrue(article.getSections().get(0).getText().startsWith(PROSE));
  }
}
