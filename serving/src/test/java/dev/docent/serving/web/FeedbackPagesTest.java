package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Feedback;
import dev.docent.records.FeedbackKind;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.serving.feedback.FeedbackStore;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clicks and 'helpful' over HTTP. */
class FeedbackPagesTest {
  @TempDir Path folder;
  private Path marks;
  private FeedbackStore store;
  private TestSearch search;

  @BeforeEach
  void start() throws Exception {
    marks = folder.resolve("marks");
    store = FeedbackStore.open(marks, 1 << 20);
    search =
        new TestSearch(
            folder.resolve("index"),
            null,
            store,
            article("first", "Okapis").section("", "okapi okapi").section("Two", "okapi"),
            article("third", "No address", "javascript:alert(1)").section("", "an okapi"));
  }

  @AfterEach
  void stop() throws Exception {
    search.close();
    store.close();
  }

  private List<Feedback> kept() throws Exception {
    store.close();
    return Files.list(marks).findAny().isEmpty()
        ? List.of()
        : AvroFiles.readAll(Feedback.class, marks);
  }

  private static String location(HttpResponse<String> response) {
    assertEquals(303, response.statusCode(), response.body());
    return response.headers().firstValue("location").orElse("");
  }

  private HttpResponse<String> post(String form, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(search.address() + "/helpful"))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return search.send(request.build());
  }

  @Test
  void leadsOnByTheLinksOfThePage() throws Exception {
    String page = search.get("/?q=Okapi+%26+co").body();
    Matcher links = Pattern.compile("href=\"(/go[^\"]*)\"").matcher(page);
    List<String> found = new ArrayList<>();
    while (links.find()) {
      found.add(links.group(1).replace("&amp;", "&"));
    }
    assertEquals(2, found.size(), "one a section with an address: " + found);
    assertTrue(location(search.get(found.get(0))).startsWith("https://example.org/first"));
    Feedback one = kept().get(0);
    assertEquals(FeedbackKind.CLICK, one.getKind());
    assertEquals("Okapi & co", one.getQuery());
    assertEquals(1, one.getRank());
    assertEquals("bm25", one.getRanking());
    assertEquals("2026-02-03", one.getDay(), "a day and no time");
  }

  @Test
  void keepsNothingOfWhoItWas() {
    Set<String> fields = new TreeSet<>();
    Feedback.getClassSchema().getFields().forEach(field -> fields.add(field.name()));
    assertEquals(Set.of("day", "kind", "query", "sectionId", "rank", "ranking", "release"), fields);
  }

  @Test
  void leadsBackToTheResultsAfterHelpful() throws Exception {
    String back =
        location(post("q=okapi+%3Cb%3E&from=0&size=2&tag=&section=first%23two&rank=1&by=bm25"));
    assertEquals("/?q=okapi+%3Cb%3E&size=2&noted=first%23two", back);
    assertTrue(search.get("/?q=okapi&noted=first%23top").body().contains("Noted, thank you"));
    Feedback one = kept().get(0);
    assertEquals(FeedbackKind.HELPFUL, one.getKind());
    assertEquals("first#two", one.getSectionId());
    String metrics = search.get("/metrics").body();
    assertTrue(
        metrics.contains("docent_feedback_total{kind=\"helpful\",outcome=\"kept\"} 1\n"), metrics);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/go",
        "/go?q=okapi&rank=1&by=bm25&section=none",
        "/go?q=okapi&rank=1&by=bm25&section=https%3A%2F%2Fevil.example",
        "/go?q=okapi&rank=1&by=bm25&section=third%23top"
      })
  void leadsNowhereElse(String path) throws Exception {
    assertEquals(404, search.get(path).statusCode());
    assertEquals(List.of(), kept());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/go?section=first%23top&q=&rank=1&by=bm25",
        "/go?section=first%23top&q=okapi&rank=0&by=bm25",
        "/go?section=first%23top&q=okapi&rank=x&by=bm25",
        "/go?section=first%23top&q=okapi&rank=1&by=mine"
      })
  void leadsOnButKeepsNothingThatCannotBe(String path) throws Exception {
    location(search.get(path));
    assertEquals(List.of(), kept());
  }

  @Test
  void takesNothingFromOtherSitesPages() throws Exception {
    String form = "q=okapi&section=first%23top&rank=1&by=bm25";
    location(post(form, "sec-fetch-site", "cross-site"));
    assertEquals(List.of(), kept());
  }

  @Test
  void refusesWhatIsNoForm() throws Exception {
    var get = search.get("/helpful");
    assertEquals(405, get.statusCode());
    assertEquals("POST", get.headers().firstValue("allow").orElseThrow());
    assertTrue(get.body().contains("only POST is answered here"), get.body());
    assertEquals(400, post("section=first%23top").statusCode());
    assertEquals(413, post("q=" + "x".repeat(20_000)).statusCode());
    assertEquals(List.of(), kept());
  }

  @Test
  void asksNothingOfThoseWhoStillType() throws Exception {
    String page = search.get("/?q=oka&prefix=true&ranking=bm25").body();
    assertTrue(page.contains("https://example.org/first"), page);
    assertFalse(page.contains("/go?") || page.contains("/helpful"), page);
  }

  @Test
  void isOffByDefault() throws Exception {
    assertEquals("", Settings.read(ServeConfig.class, "serve", Map.of()).feedback());
    try (TestSearch plain =
        new TestSearch(
            folder.resolve("plain"), null, article("a", "Okapis").section("", "okapi"))) {
      String page = plain.get("/?q=okapi").body();
      assertFalse(page.contains("/go?") || page.contains("/helpful"), page);
      assertEquals(404, plain.get("/go?section=a%23top").statusCode());
    }
  }
}
