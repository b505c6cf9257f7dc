package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.Articles;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the running server against the description it gives of itself. */
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<TestSearch> SERVERS = new ArrayList<>();
  private static JsonNode description;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Articles[] articles = {
      article("first", "Okapis").section("", "okapi okapi okapi").section("Two", "okapi, again"),
      article("second", "Zebras").section("", "okapi and zebra " + "filler ".repeat(200)),
      article("third", "No address", null).section("", "okapi without an address"),
    };
    SERVERS.add(new TestSearch(folder.resolve("a"), null, articles));
    SERVERS.add(new TestSearch(folder.resolve("b"), TestSearch::countZebras, articles));
    SERVERS.add(
        new TestSearch(
            folder.resolve("c"),
            pairs -> {
              throw new ScoringException("away");
            },
            articles));
    description = JSON.readTree(SERVERS.get(0).get("/api/openapi.json").body());
  }

  @AfterAll
  static void stop() throws IOException {
    for (TestSearch server : SERVERS) {
      server.close();
    }
  }

  @Test
  void everyAnswerIsAsDescribed() throws Exception {
    List<String> requests =
        List.of(
            "/api/search?q=okapi",
            "/api/search?q=okapi&explain=true",
            "/api/search?q=okapi&timeout=300ms",
            "/api/search?q=okapi&from=1&size=1",
            "/api/search?q=nothing+of+that+kind",
            "/api/search?q=the",
            "/api/search?q=okpai",
            "/api/search?q=oka&prefix=true&ranking=bm25&sections=1&after=2020-01-01",
            "/api/similar?section=first%23top",
            "/healthz");
    for (TestSearch server : SERVERS) {
      for (String request : requests) {
        HttpResponse<String> response = server.get(request);
        assertEquals(200, response.statusCode(), request);
        assertValid(request, response);
      }
    }
  }

  @Test
  void everyProblemIsAsDescribed() throws Exception {
    for (String request :
        List.of("/api/search", "/api/search?q=a&size=x&from=-1&explain=2&timeout=61s")) {
      HttpResponse<String> response = SERVERS.get(0).get(request);
      assertEquals(400, response.statusCode(), request);
      assertValid(request, response);
    }
  }

  @Test
  void refusesWhatIsNotDescribed() throws Exception {
    ObjectNode answer =
        (ObjectNode) JSON.readTree(SERVERS.get(0).get("/api/search?q=okapi").body());
    JsonNode schema = schemaOf("/api/search", 200, "application/json");
    assertEquals(Set.of(), problems(schema, answer));
    assertFalse(problems(schema, answer.deepCopy().put("further", 1)).isEmpty());
    assertFalse(problems(schema, answer.deepCopy().without(List.of("total"))).isEmpty());
    assertFalse(problems(schema, answer.deepCopy().put("from", "0")).isEmpty());
  }

  @Test
  void numbersHaveTheLimitsDescribed() throws Exception {
    int checked = 0;
    for (JsonNode parameter : description.at("/paths/~1api~1search/get/parameters")) {
      JsonNode schema = parameter.get("schema");
      if (schema.get("type").asText().equals("integer") && schema.has("default")) {
        String name = parameter.get("name").asText();
        int least = schema.get("minimum").asInt();
        int most = schema.get("maximum").asInt();
        assertEquals(400, status(name, least - 1), name);
        assertEquals(200, status(name, least), name);
        assertEquals(200, status(name, most), name);
        assertEquals(400, status(name, most + 1), name);
        JsonNode told = JSON.readTree(SERVERS.get(0).get("/api/search?q=okapi").body()).get(name);
        if (told != null) {
          assertEquals(schema.get("default").asInt(), told.asInt());
        }
        checked++;
      }
    }
    assertEquals(3, checked);
    JsonNode query = description.at("/paths/~1api~1search/get/parameters/0/schema");
    assertEquals(SearchRequest.MAX_QUERY, query.get("maxLength").asInt());
  }

  @Test
  void everyPathIsThere() throws Exception {
    List<String> paths = new ArrayList<>();
    description.get("paths").fieldNames().forEachRemaining(paths::add);
    assertTrue(paths.size() >= 3, paths.toString());
    for (String path : paths) {
      int status = SERVERS.get(0).get(path).statusCode();
      assertTrue(status == 200 || status == 400, path + ": " + status);
    }
  }

  private static int status(String parameter, int value) throws Exception {
    return SERVERS.get(0).get("/api/search?q=okapi&" + parameter + "=" + value).statusCode();
  }

  private static void assertValid(String request, HttpResponse<String> response)
      throws IOException {
    String path = request.replaceFirst("\\?.*", "");
    String type = response.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
    JsonNode schema = schemaOf(path, response.statusCode(), type);
    assertFalse(schema.isMissingNode(), request + " answers " + type + ", which isn't described");
    assertEquals(Set.of(), problems(schema, JSON.readTree(response.body())), request);
  }

  private static JsonNode schemaOf(String path, int status, String type) {
    return description
        .path("paths")
        .path(path)
        .path("get")
        .path("responses")
        .path(Integer.toString(status))
        .path("content")
        .path(type)
        .path("schema");
  }

  /** OpenAPI 3.1's schemas are JSON Schema 2020-12. */
  private static Set<ValidationMessage> problems(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", description.get("components"));
    JsonSchema compiled =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    return compiled.validate(value);
  }
}
