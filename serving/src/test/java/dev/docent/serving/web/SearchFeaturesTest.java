package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.Articles;
import dev.docent.serving.search.Synonyms;
import dev.docent.serving.topics.SectionTopics;
import dev.docent.serving.topics.TestTopics;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search offers beyond words, over HTTP. */
class SearchFeaturesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestSearch search;
  private static TestSearch plain;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Articles[] articles = {
      article("first", "Okapis")
          .section("", "An okapi lives in the forest of the Congo.")
          .section("Two", "The okapi again, in the forest.")
          .published("2026-02-03", "forest", "<b>tag</b>"),
      article("second", "Zebras")
          .section("", "A zebra and an okapi in the forest.")
          .published("2025-05-06", "forest"),
      article("third", "Undated").section("", "An okapi without a date."),
    };
    TestTopics.write(folder.resolve("topics"));
    Path synonyms = Files.writeString(folder.resolve("synonyms"), "horse, zebra\n");
    search =
        new TestSearch(
            folder.resolve("a"),
            Synonyms.read(synonyms),
            SectionTopics.load(folder.resolve("topics")),
            articles);
    plain = new TestSearch(folder.resolve("b"), null, articles);
  }

  @AfterAll
  static void stop() throws Exception {
    search.close();
    plain.close();
  }

  private static JsonNode get(TestSearch server, String path) throws Exception {
    HttpResponse<String> response = server.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  private static List<String> articles(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("results").forEach(result -> ids.add(result.at("/article/id").asText()));
    return ids;
  }

  @Test
  void countsWhatArticlesHaveInCommon() throws Exception {
    JsonNode facets = get(search, "/api/search?q=okapi").get("facets");
    assertEquals(List.of("2026", "2025"), facets.get("years").findValuesAsText("value"));
    assertEquals("forest", facets.at("/tags/0/value").asText());
    assertEquals(2, facets.at("/tags/0/articles").asInt());
    assertEquals(List.of("1", "2"), facets.get("topics").findValuesAsText("value"));
    assertEquals("okapi, forest", facets.at("/topics/0/label").asText());
    assertTrue(get(plain, "/api/search?q=okapi").at("/facets/topics").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "topic=2, second",
    "tag=forest&after=2026-01-01, first",
    "before=2025-12-31, second",
    "tag=none, ''",
    "topic=1&tag=forest, first"
  })
  void narrowsByThem(String filter, String expected) throws Exception {
    List<String> found = articles(get(search, "/api/search?q=okapi&" + filter));
    assertEquals(expected.isEmpty() ? List.of() : List.of(expected), found);
  }

  @ParameterizedTest
  @CsvSource({
    "topic=0, is no topic",
    "topic=x, whole number",
    "after=2026-02-30, must be a day",
    "before=26-01-01, must be a day",
    "ranking=x, must be best",
    "sections=0, whole number"
  })
  void refusesFiltersThatAreNone(String filter, String message) throws Exception {
    HttpResponse<String> response = search.get("/api/search?q=okapi&" + filter);
    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains(message), response.body());
  }

  @Test
  void givesAsManySectionsOfAnArticleAsAsked() throws Exception {
    assertEquals(1, get(search, "/api/search?q=title:okapis").at("/results/0/more").size());
    assertEquals(
        0, get(search, "/api/search?q=title:okapis&sections=1").at("/results/0/more").size());
  }

  @Test
  void suggestsAndCompletesAndMarks() throws Exception {
    JsonNode misspelt = get(search, "/api/search?q=forset");
    assertEquals("forest", misspelt.get("suggestion").asText());
    assertTrue(search.get("/?q=forset").body().contains("href=\"/?q=forest\""));
    JsonNode unfinished = get(search, "/api/search?q=fores&prefix=true");
    assertEquals(List.of("first", "second"), articles(unfinished).stream().sorted().toList());
    assertTrue(unfinished.get("suggestion").isNull());
    JsonNode passage = unfinished.at("/results/0/section/passage");
    JsonNode mark = passage.at("/highlights/0");
    assertEquals(
        "forest",
        passage.get("text").asText().substring(mark.get("start").asInt(), mark.get("end").asInt()));
    assertEquals(List.of("second"), articles(get(search, "/api/search?q=horse")));
  }

  @Test
  void ranksByOneScorerWhenAsked() throws Exception {
    JsonNode lsa = get(search, "/api/search?q=zebra&ranking=lsa");
    assertEquals("lsa", lsa.at("/ranking/method").asText());
    assertEquals(List.of("second", "first"), articles(lsa));
    assertEquals(
        "as asked", get(search, "/api/search?q=okapi&ranking=bm25").at("/ranking/reason").asText());
    assertEquals(400, plain.get("/api/search?q=okapi&ranking=lsa").statusCode());
  }

  @Test
  void findsWhatIsLikeASection() throws Exception {
    JsonNode like = get(search, "/api/similar?section=first%23top");
    assertEquals("lsa", like.at("/ranking/method").asText());
    assertEquals(List.of("second"), articles(like));
    JsonNode byWords = get(plain, "/api/similar?section=first%23top");
    assertEquals("bm25", byWords.at("/ranking/method").asText());
    assertEquals("second", articles(byWords).get(0));
    assertEquals(404, search.get("/api/similar?section=none").statusCode());
    assertEquals(400, search.get("/api/similar").statusCode());
    assertTrue(search.get("/?q=okapi").body().contains("href=\"/?like=first%23top\""));
    assertTrue(search.get("/?like=first%23top").body().contains("Zebras"));
    assertEquals(404, search.get("/?like=none").statusCode());
  }

  @Test
  void comparesScorersSideBySide() throws Exception {
    String page = search.get("/compare?q=zebra+okapi").body();
    assertTrue(page.contains("<h2>BM25</h2>") && page.contains("<h2>LSA</h2>"), page);
    assertFalse(plain.get("/compare?q=okapi").body().contains("<h2>LSA</h2>"));
    assertEquals(400, search.get("/compare?q=").statusCode());
    assertTrue(search.get("/?q=okapi").body().contains("href=\"/compare?q=okapi\""));
  }

  @Test
  void comparesWithinTheFilters() throws Exception {
    String results = search.get("/?q=okapi&tag=forest&before=2025-12-31").body();
    String compare = "/compare?q=okapi&tag=forest&before=2025-12-31";
    assertTrue(results.contains("href=\"" + compare.replace("&", "&amp;") + "\""), results);
    String page = search.get(compare).body();
    assertTrue(page.contains("Zebras</a>"), page);
    assertFalse(page.contains("Okapis</a>"), page);
    assertTrue(page.contains("href=\"/compare?q=okapi\">Compare everything"), page);
  }

  @Test
  void comparesAlsoWhereTheModelFailsAndCountsIt(@TempDir Path folder) throws Exception {
    try (TestSearch failing =
        new TestSearch(
            folder,
            pairs -> {
              throw new ScoringException("the model is <away>");
            },
            article("first", "Okapis").section("", "An okapi."))) {
      String page = failing.get("/compare?q=okapi").body();
      assertTrue(page.contains("<h2>BM25</h2>"), page);
      assertTrue(page.contains("<h2>BM25 and BERT</h2>"), page);
      assertTrue(page.contains("BERT did not rank these results"), page);
      assertTrue(page.contains("the model is &lt;away&gt;"), page);
      String metrics = failing.get("/metrics").body();
      assertTrue(metrics.contains("docent_searches_total{ranking=\"bm25\"} 2\n"), metrics);
    }
  }

  @Test
  void explainsNearnessAmongTopics() throws Exception {
    JsonNode hit = get(search, "/api/search?q=zebra&explain=true").at("/results/0/section");
    assertEquals("second#top", hit.get("id").asText());
    double lsa = hit.at("/explanation/lsa").asDouble();
    assertTrue(lsa > 0.5 && lsa < 1, hit.toString());
    assertFalse(
        get(plain, "/api/search?q=zebra&explain=true")
            .at("/results/0/section/explanation")
            .has("lsa"));
  }

  @Test
  void keepsFiltersFromPageToPage() throws Exception {
    String page = search.get("/?q=okapi&size=1&tag=forest&after=2020-01-01").body();
    assertTrue(
        page.contains(
            "href=\"/?q=okapi&amp;tag=forest&amp;after=2020-01-01&amp;from=1&amp;size=1\""),
        page);
    assertTrue(page.contains("Search everything"), page);
  }

  @Test
  void showsStrangersTagsAsText() throws Exception {
    String page = search.get("/?q=okapi").body();
    assertFalse(page.contains("<b>tag"), page);
    assertTrue(page.contains("&lt;b&gt;tag&lt;/b&gt;"), page);
  }
}
