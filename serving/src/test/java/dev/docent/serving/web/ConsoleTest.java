package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engineer's pages over HTTP. */
class ConsoleTest {
  private static TestSearch search;
  private static TestSearch without;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    search = new TestSearch(folder.resolve("a"), TestConsole.workspace(folder.resolve("b")));
    without =
        new TestSearch(folder.resolve("c"), null, article("first", "Okapis").section("", "okapi"));
  }

  @AfterAll
  static void stop() throws Exception {
    search.close();
    without.close();
  }

  private static String page(String path) throws Exception {
    HttpResponse<String> response = search.get(path);
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(
        response
            .headers()
            .firstValue("content-security-policy")
            .orElse("")
            .contains("default-src 'none'"));
    assertFalse(response.body().contains("style="), "the policy forbids it");
    return response.body();
  }

  @Test
  void countsRequestsAndShowsReleases() throws Exception {
    search.get("/api/search?q=okapi");
    search.get("/api/search");
    String page = page("/console");
    assertTrue(page.contains("path=/api/search, status=400"), page);
    assertTrue(page.contains("<th scope=\"row\">ranking=bm25</th><td>1</td>"), page);
    assertTrue(page.contains("BM25 alone"), page);
    String metrics = search.get("/metrics").body();
    assertTrue(metrics.contains("{path=\"/console\",status=\"200\"}"), metrics);
  }

  @Test
  void showsTopicsWithTheirEntries() throws Exception {
    String page = page("/console/topics");
    assertTrue(page.contains("okapi, &lt;forest&gt;"), page);
    assertTrue(page.contains("Okapi johnstoni <small>0.75</small>"), page);
    assertTrue(page.contains("No subject: one-text"), page);
    assertTrue(page.contains("src=\"/console/word-clouds/topic-001.png\""), page);
    HttpResponse<String> cloud = search.get("/console/word-clouds/topic-001.png");
    assertEquals(200, cloud.statusCode());
    assertEquals("image/png", cloud.headers().firstValue("content-type").orElse(""));
  }

  @Test
  void showsTrainingAndEvaluation() throws Exception {
    String page = page("/console/model");
    assertTrue(page.contains("<dt>Best validation MRR</dt><dd>0.836</dd>"), page);
    assertTrue(page.contains("src=\"/console/curves/training.png\""), page);
    assertFalse(page.contains("encoder.png"), page);
    assertTrue(page.contains("Kept back: it is a test."), page);
    assertTrue(page.contains("0.583<small>0.474\u20130.693, p 0.101</small>"), page);
    assertEquals(200, search.get("/console/curves/training.png").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/word-clouds/topic-999.png",
        "/console/word-clouds/..%2ftopics.html",
        "/console/word-clouds/..%2f..%2f..%2f..%2fcurrent%2ftopics",
        "/console/curves/training.json",
        "/console/curves/%2fetc%2fpasswd",
        "/console/other"
      })
  void givesNoOtherFile(String path) throws Exception {
    int status = search.get(path).statusCode();
    // A way out of a folder is refused before anything is looked for.
    assertEquals(path.contains("..") ? 400 : 404, status, path);
  }

  @Test
  void refusesWhatIsNoNumber() throws Exception {
    assertEquals(400, search.get("/console/topics?from=x").statusCode());
    assertEquals(200, search.get("/console/topics?from=100000").statusCode());
  }

  @Test
  void isOffByDefault() throws Exception {
    assertFalse(Settings.read(ServeConfig.class, "serve", Map.of()).console());
    assertEquals(404, without.get("/console").statusCode());
    assertEquals(404, without.get("/console/topics").statusCode());
  }

  @Test
  void asksForTheSameTokenAsTheSearch(@TempDir Path folder) throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "a-token-of-20-characters\n");
    Map<String, String> settings =
        Map.of("console", "true", "bind", "0.0.0.0", "token-file", tokens.toString());
    WebOptions.of(Settings.read(ServeConfig.class, "serve", settings));
    Map<String, String> open = Map.of("console", "true", "bind", "0.0.0.0");
    String message =
        assertThrows(
                ConfigException.class,
                () -> WebOptions.of(Settings.read(ServeConfig.class, "serve", open)))
            .getMessage();
    assertTrue(message.contains("--console shows more than the search does"), message);
    WebOptions guarded =
        WebOptions.of(
            Settings.read(
                ServeConfig.class,
                "serve",
                Map.of("console", "true", "port", "0", "token-file", tokens.toString())));
    try (TestSearch server =
        new TestSearch(folder.resolve("a"), guarded, TestConsole.workspace(folder.resolve("b")))) {
      for (String path : new String[] {"/console", "/console/word-clouds/topic-001.png"}) {
        assertEquals(401, server.get(path).statusCode());
        HttpRequest known =
            HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("authorization", "Bearer a-token-of-20-characters")
                .build();
        assertEquals(200, server.send(known).statusCode());
      }
    }
  }
}
