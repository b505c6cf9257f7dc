package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.Articles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ATTACK = "<script>alert(1)</script>";

  private static TestSearch plain;
  private static TestSearch fused;
  private static TestSearch failing;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    List<Articles> articles = new ArrayList<>();
    articles.add(
        article("first", "Okapis").section("", "okapi okapi okapi").section("Two", "okapi"));
    articles.add(article("second", "Zebras").section("", "okapi and zebra, an odd pair"));
    articles.add(
        article("evil", "The " + ATTACK + "\" onload=\"alert(2)", "javascript:alert(3)")
            .section("<img src=x onerror=alert(4)> lemur", "lemur " + ATTACK + " & 'quoted'"));
    articles.add(
        article("evil2", "Second lemur", "https://example.org/\"><script>")
            .section("", "lemur of the second kind"));
    for (int i = 0; i < 25; i++) {
      articles.add(article("many%02d".formatted(i), "Many " + i).section("", "gnu number " + i));
    }
    Articles[] all = articles.toArray(Articles[]::new);
    plain = new TestSearch(folder.resolve("a"), null, all);
    fused = new TestSearch(folder.resolve("b"), TestSearch::countZebras, all);
    failing =
        new TestSearch(
            folder.resolve("c"),
            pairs -> {
              throw new ScoringException("the prediction server can't be reached");
            },
            all);
  }

  @AfterAll
  static void stop() throws IOException {
    plain.close();
    fused.close();
    failing.close();
  }

  private static JsonNode search(TestSearch server, String parameters) throws Exception {
    HttpResponse<String> response = server.get("/api/search" + parameters);
    assertEquals(200, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  private static List<String> articles(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("results").forEach(result -> ids.add(result.at("/article/id").asText()));
    return ids;
  }

  @Test
  void answersInJson() throws Exception {
    JsonNode answer = search(fused, "?q=okapi");
    assertEquals(List.of("second", "first"), articles(answer));
    assertEquals("fused", answer.at("/ranking/method").asText());
    assertTrue(answer.at("/ranking/reason").isNull());
    assertEquals(3, answer.at("/ranking/model/version").asInt());
    JsonNode first = answer.at("/results/0");
    assertEquals(1, first.get("rank").asInt());
    assertEquals("second#top", first.at("/section/id").asText());
    assertEquals("https://example.org/second", first.at("/section/link").asText());
    assertTrue(first.at("/section/bm25/rank").asInt() > 1);
    assertEquals(1.0, first.at("/section/model/score").asDouble());
    assertEquals("okapi and zebra, an odd pair", first.at("/section/passage/text").asText());
    assertEquals(0, first.at("/section/passage/highlights/0/start").asInt());
    assertEquals(5, first.at("/section/passage/highlights/0/end").asInt());
    assertTrue(answer.get("tookMillis").isNumber());
    assertEquals(2, answer.get("total").asInt());
  }

  @Test
  void groupsSectionsByArticle() throws Exception {
    JsonNode first = search(plain, "?q=okapi").at("/results/0");
    assertEquals("first#top", first.at("/section/id").asText());
    assertEquals("first#two", first.at("/more/0/id").asText());
    assertEquals("https://example.org/first#two", first.at("/more/0/link").asText());
  }

  @Test
  void explainsWhereItIsAsked() throws Exception {
    JsonNode answer = search(fused, "?q=okapi+the+zebras&explain=true");
    JsonNode hit = answer.at("/results/0/section");
    assertEquals("second#top", hit.get("id").asText());
    JsonNode words = hit.at("/explanation/words");
    assertEquals(List.of("okapi", "zebras", "okapi the zebras"), words.findValuesAsText("word"));
    assertEquals("zebra", words.at("/1/term").asText());
    double bm25 = 0;
    for (JsonNode word : words) {
      assertTrue(word.get("score").asDouble() > 0, words.toString());
      bm25 += word.get("score").asDouble();
    }
    assertEquals(hit.at("/bm25/score").asDouble(), bm25, 1e-4);
    JsonNode share = hit.at("/explanation/fused/model");
    assertEquals(1.0, share.get("weight").asDouble());
    assertEquals(hit.at("/model/score").asDouble(), share.get("score").asDouble());
    assertEquals(
        hit.get("score").asDouble(),
        share.get("z").asDouble() * share.get("weight").asDouble(),
        1e-9);
    JsonNode words2 = search(plain, "?q=okapi+zebra&explain=true").at("/results/1/section");
    assertEquals(0, words2.at("/explanation/words/1/score").asDouble(), words2.toString());
    assertTrue(words2.at("/explanation/fused").isEmpty());
    assertTrue(search(fused, "?q=okapi").at("/results/0/section/explanation").isMissingNode());
  }

  @Test
  void keepsWhatNarrowsASearchInItsForm() throws Exception {
    String page = plain.get("/?q=okapi&tag=a%22b&after=2024-01-01&prefix=true").body();
    assertTrue(
        page.contains("<input type=\"hidden\" name=\"tag\" value=\"a&quot;b\">")
            && page.contains("<input type=\"hidden\" name=\"after\" value=\"2024-01-01\">"),
        page);
    assertFalse(page.contains("name=\"prefix\""), page);
    assertFalse(plain.get("/?q=okapi").body().contains("type=\"hidden\""));
    String compared = plain.get("/compare?q=okapi&tag=x").body();
    assertTrue(compared.contains("<input type=\"hidden\" name=\"tag\" value=\"x\">"), compared);
    assertTrue(
        plain.get("/?q=okapii&tag=x").body().contains("href=\"/?q=okapis&amp;tag=x\""),
        plain.get("/?q=okapii&tag=x").body());
  }

  @Test
  void showsABrowserThatIsLostTheSearch() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(plain.address() + "/no-such-page"));
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(request.header("accept", "text/html,*/*;q=0.8").build(), BodyHandlers.ofString());
    assertEquals(404, page.statusCode());
    assertTrue(page.body().contains("There is nothing here"), page.body());
    assertTrue(page.body().contains("<input id=\"q\""), page.body());
    assertTrue(page.headers().firstValue("content-security-policy").isPresent());
    HttpResponse<String> problem = plain.get("/no-such-page");
    assertEquals(404, problem.statusCode());
    assertEquals(
        "application/problem+json", problem.headers().firstValue("content-type").orElse(""));
  }

  @Test
  void saysWhyTheOrderIsBm25s() throws Exception {
    JsonNode answer = search(failing, "?q=okapi");
    assertEquals(List.of("first", "second"), articles(answer));
    assertEquals("bm25", answer.at("/ranking/method").asText());
    assertEquals("the prediction server can't be reached", answer.at("/ranking/reason").asText());
    assertTrue(answer.at("/ranking/model").isNull());
    assertTrue(answer.at("/results/0/section/model").isNull());
    String page = failing.get("/?q=okapi").body();
    assertTrue(page.contains("the prediction server can&#39;t be reached"), page);
    assertTrue(page.contains("in BM25 order"), page);
  }

  @Test
  void turnsPages() throws Exception {
    List<String> all = new ArrayList<>();
    for (int from = 0; from < 30; from += 10) {
      all.addAll(articles(search(plain, "?q=gnu&from=" + from)));
    }
    assertEquals(25, all.size());
    assertEquals(25, all.stream().distinct().count());
    assertEquals(11, search(plain, "?q=gnu&from=10").at("/results/0/rank").asInt());
    String page = plain.get("/?q=gnu&from=10").body();
    assertTrue(page.contains("href=\"/?q=gnu\""), page);
    assertTrue(page.contains("href=\"/?q=gnu&amp;from=20\""), page);
    String asked = plain.get("/?q=gnu&from=10&ranking=bm25&prefix=true&sections=2").body();
    String likewise = "/?q=gnu&amp;sections=2&amp;prefix=true&amp;ranking=bm25";
    assertTrue(asked.contains("href=\"" + likewise + "\""), asked);
    assertTrue(asked.contains("href=\"" + likewise + "&amp;from=20\""), asked);
    assertTrue(plain.get("/?q=gnu&from=500").body().contains("no further results"));
  }

  @Test
  void showsStrangersMarkupAsText() throws Exception {
    String page = plain.get("/" + TestSearch.query("lemur " + ATTACK)).body();
    assertFalse(page.contains("<script>"), page);
    assertFalse(page.contains("<img"), page);
    assertFalse(page.contains("onload=\"alert"), page);
    assertTrue(page.contains("lemur"), page);
    assertTrue(page.contains("&lt;"), page);
  }

  @Test
  void linksToWebAddressesAlone() throws Exception {
    String page = plain.get("/?q=lemur").body();
    Matcher links = Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(page);
    int count = 0;
    while (links.find()) {
      assertTrue(links.group(1).matches("/.*|https?://.*"), links.group(1));
      count++;
    }
    assertTrue(count > 0);
    assertFalse(page.contains("javascript:"), page);
    assertTrue(search(plain, "?q=lemur").at("/results/0/section/link").isNull());
    assertNull(search(plain, "?q=lemur").at("/results/0/article/url").textValue());
  }

  @Test
  void forbidsAllButItsOwnFiles() throws Exception {
    for (String path : List.of("/", "/?q=okapi", "/api/search?q=okapi", "/nothing", "/healthz")) {
      HttpResponse<String> response = plain.get(path);
      String policy = response.headers().firstValue("content-security-policy").orElse("");
      assertTrue(policy.contains("default-src 'none'"), path);
      assertFalse(policy.contains("unsafe"), path);
      assertEquals(
          "nosniff", response.headers().firstValue("x-content-type-options").orElse(""), path);
    }
    String page = plain.get("/?q=okapi").body();
    assertFalse(page.contains(" style="), page);
    assertFalse(Pattern.compile("<script(?! src=)").matcher(page).find(), page);
    assertFalse(Pattern.compile(" on\\w+=").matcher(page).find(), page);
  }

  @Test
  void servesItsFilesForGood() throws Exception {
    int bytes = plain.get("/?q=gnu").body().getBytes(StandardCharsets.UTF_8).length;
    for (Assets asset : Assets.values()) {
      HttpResponse<String> response = plain.get(asset.path());
      assertEquals(200, response.statusCode());
      assertTrue(response.headers().firstValue("cache-control").orElse("").contains("immutable"));
      assertTrue(plain.get("/?q=gnu").body().contains("\"" + asset.path() + "\""));
      bytes += asset.size();
    }
    assertTrue(bytes < 100_000, "page and files have " + bytes + " bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/search, q",
    "/api/search?q=, q",
    "/api/search?q=%20%09, q",
    "/api/search?q=okapi&size=0, size",
    "/api/search?q=okapi&size=51, size",
    "/api/search?q=okapi&size=ten, size",
    "/api/search?q=okapi&from=-1, from",
    "/api/search?q=okapi&explain=yes, explain",
    "/api/search?q=okapi&from=99999999999, from"
  })
  void refusesBadParametersWithAProblem(String path, String parameter) throws Exception {
    HttpResponse<String> response = plain.get(path);
    assertEquals(400, response.statusCode());
    assertEquals(
        "application/problem+json", response.headers().firstValue("content-type").orElse(""));
    JsonNode problem = JSON.readTree(response.body());
    assertEquals("about:blank", problem.get("type").asText());
    assertEquals(400, problem.get("status").asInt());
    assertEquals("Bad Request", problem.get("title").asText());
    assertEquals(parameter, problem.at("/errors/0/parameter").asText());
    assertTrue(problem.get("detail").asText().contains(parameter), response.body());
  }

  @Test
  void tellsAllProblemsAtOnce() throws Exception {
    JsonNode problem = JSON.readTree(plain.get("/api/search?size=x&from=x").body());
    assertEquals(3, problem.get("errors").size());
  }

  @Test
  void boundsTheQuerysLength() throws Exception {
    assertEquals(200, plain.get("/api/search?q=" + "a".repeat(500)).statusCode());
    assertEquals(400, plain.get("/api/search?q=" + "a".repeat(501)).statusCode());
    String wide = "\ud83d\ude00".repeat(500);
    assertEquals(200, plain.get("/api/search" + TestSearch.query(wide)).statusCode());
    HttpResponse<String> page = plain.get("/" + TestSearch.query(wide + "x"));
    assertEquals(400, page.statusCode());
    assertTrue(page.body().contains("at most 500"), page.body());
    assertTrue(raw("GET /?q=" + "a".repeat(100_000) + " HTTP/1.1") >= 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%ff%fe", "%00", "%ed%a0%80", "a%0d%0aSet-Cookie:x"})
  void bearsBrokenEncodings(String query) throws Exception {
    int status = raw("GET /api/search?q=" + query + " HTTP/1.1");
    assertTrue(status == 200 || status == 400, "status " + status);
  }

  private static int raw(String line) throws IOException {
    URI address = URI.create(plain.address());
    try (java.net.Socket socket = new java.net.Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(20_000);
      String request = line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(response.split(" ", -1)[1]);
    }
  }

  @Test
  void showsTheSearchBoxBeforeASearch() throws Exception {
    for (String path : List.of("/", "/?q=", "/?q=%20")) {
      HttpResponse<String> response = plain.get(path);
      assertEquals(200, response.statusCode());
      assertTrue(response.body().contains("autofocus"), response.body());
    }
  }

  @Test
  void keepsTheQueryInTheBox() throws Exception {
    String page = plain.get("/" + TestSearch.query("a \"b\" <c>")).body();
    assertTrue(page.contains("value=\"a &quot;b&quot; &lt;c&gt;\""), page);
    assertTrue(page.contains("Nothing found"), page);
  }

  @Test
  void answersProblemsElsewhere() throws Exception {
    HttpResponse<String> missing = plain.get("/nothing");
    assertEquals(404, missing.statusCode());
    assertEquals(404, JSON.readTree(missing.body()).get("status").asInt());
    HttpResponse<String> post =
        plain.send(
            HttpRequest.newBuilder(URI.create(plain.address() + "/api/search?q=okapi"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build());
    assertEquals(405, post.statusCode());
    assertEquals("GET, HEAD", post.headers().firstValue("allow").orElseThrow());
  }

  @Test
  void tellsItsHealth() throws Exception {
    JsonNode health = JSON.readTree(fused.get("/healthz").body());
    assertEquals("ok", health.get("status").asText());
    assertEquals(30, health.get("sections").asInt());
    assertEquals("docent", health.at("/model/name").asText());
    assertTrue(JSON.readTree(plain.get("/healthz").body()).get("model").isNull());
  }

  @Test
  void searchIsNotKeptByCaches() throws Exception {
    assertEquals(
        "no-store", plain.get("/?q=okapi").headers().firstValue("cache-control").orElse(""));
  }
}
