package dev.docent.transforms.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.transforms.fetch.FetchSettings;
import dev.docent.transforms.fetch.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoliteWebClientsTest {
  private final TestSite site = new TestSite();

  @AfterEach
  void stop() {
    site.close();
  }

  private WebClient.Response get(String path, boolean own) throws IOException {
    IngestConfig config =
        Settings.read(
            IngestConfig.class,
            "ingest",
            Map.of(
                "articles", "https://example.org/",
                "requests-per-second", "1000",
                "retries", "0",
                "allow-private-addresses", Boolean.toString(own)));
    try (WebClient client = new PoliteWebClients(FetchSettings.of(config)).open()) {
      return client.get(
          new WebClient.Request(
              URI.create(site.url(path)),
              Map.of("Accept", "application/json"),
              Secrets.header("Authorization", "Bearer t"),
              1000,
              false));
    }
  }

  @Test
  void givesTheAnswerWithoutAskingForRobotsTxt() throws IOException {
    site.at("/api", 200, Map.of("Link", "</2>; rel=next"), "[]".getBytes(StandardCharsets.UTF_8));
    WebClient.Response response = get("/api", true);
    assertEquals("[]", new String(response.body(), StandardCharsets.UTF_8));
    assertEquals("</2>; rel=next", response.header("Link").orElseThrow());
    assertEquals(List.of("/api"), site.asked());
    assertEquals(List.of("Bearer t"), site.tokens());
  }

  @Test
  void errorStatusesAreAnswersAndTheRestIsAnError() throws IOException {
    assertEquals(404, get("/none", true).status());
    site.at("/large", "x".repeat(1001));
    assertThrows(IOException.class, () -> get("/large", true));
    IOException e = assertThrows(IOException.class, () -> get("/api", false));
    assertTrue(e.getMessage().startsWith(site.url("/api")), e.getMessage());
  }

  @Test
  void theTokenIsNotSentElsewhere() throws IOException {
    try (TestSite other = new TestSite()) {
      other.at("/end", "x");
      site.at("/moved", 302, Map.of("Location", other.url("/end")), new byte[0]);
      assertEquals(200, get("/moved", true).status());
      assertEquals(List.of(""), other.tokens());
    }
  }
}
