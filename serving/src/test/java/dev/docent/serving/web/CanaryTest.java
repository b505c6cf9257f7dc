package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.ranking.PairScorer;
import dev.docent.serving.ranking.Ranker;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.search.SectionIndex;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that is tried beside the stable one. */
class CanaryTest {
  @TempDir Path folder;

  /** The stable version is 3; the canary, 4, likes no word. */
  private record Tried(SectionIndex index, double share) implements LiveSearch.Opened {
    @Override
    public SiteSearch search() {
      return TestSearch.search(index, TestSearch::countZebras);
    }

    @Override
    public Optional<Canary> canary() {
      RankingSettings settings = RankingSettings.DEFAULT.withWeights(Map.of("model", 1.0));
      PairScorer none = new PairScorer(TestSearch.ENCODER, 1, pairs -> new float[pairs.size()]);
      Ranker ranker = new Ranker(index, settings, Map.of("model", none));
      SearchAnswer.ModelName name = new SearchAnswer.ModelName("docent", 4);
      return share < 0
          ? Optional.empty()
          : Optional.of(new Canary(new SiteSearch(ranker, name), share));
    }

    @Override
    public int sections() {
      return index.size();
    }

    @Override
    public String release() {
      return "";
    }

    @Override
    public void close() throws Exception {
      index.close();
    }
  }

  /** A server, with a canary unless its share is below 0. */
  private final class Running implements AutoCloseable {
    final RequestMetrics metrics = new RequestMetrics();
    private final HttpClient client = HttpClient.newHttpClient();
    private final LiveSearch live;
    private final WebServer web;

    Running(double share) throws Exception {
      Path lucene = folder.resolve("index" + share);
      try (SectionIndexWriter writer = new SectionIndexWriter(lucene)) {
        writer.add(article("a", "Zebras").section("", "a zebra and an okapi").build());
        writer.commit();
      }
      live = new LiveSearch(new Tried(SectionIndex.open(lucene), share));
      web = WebServer.start(live, metrics, WebOptions.local(Duration.ofSeconds(30)));
    }

    HttpResponse<String> get(String more) throws Exception {
      URI uri = URI.create("http://127.0.0.1:%d/api/search?q=%s".formatted(web.port(), more));
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    int version(String more) throws Exception {
      return new ObjectMapper().readTree(get(more).body()).at("/ranking/model/version").asInt();
    }

    @Override
    public void close() {
      web.close();
      live.close();
    }
  }

  @Test
  void answersThoseWhoAskForIt() throws Exception {
    try (Running server = new Running(0)) {
      assertEquals(3, server.version("zebra"));
      assertEquals(3, server.version("zebra&model=stable"));
      assertEquals(4, server.version("zebra&model=canary"));
      assertEquals(0, server.version("zebra&model=canary&ranking=bm25"), "no model at all");
      assertEquals(
          1, server.metrics.counts().get("docent_canary_searches_total{ranking=\"fused\"}"));
      assertEquals(3, server.metrics.counts().get("docent_searches_total{ranking=\"fused\"}"));
    }
  }

  @Test
  void answersItsShare() throws Exception {
    try (Running server = new Running(1)) {
      assertEquals(4, server.version("zebra"));
      assertEquals(3, server.version("zebra&model=stable"));
    }
  }

  @Test
  void saysWhereThereIsNone() throws Exception {
    try (Running server = new Running(-1)) {
      HttpResponse<String> response = server.get("zebra&model=canary");
      assertEquals(400, response.statusCode());
      assertTrue(response.body().contains("this server has none"), response.body());
      assertEquals(400, server.get("zebra&model=mine").statusCode());
    }
  }

  @Test
  void aShareIsOneOfTheQueries() {
    int of = 0;
    for (int i = 0; i < 10_000; i++) {
      of += Canary.isOfShare("how to do thing " + i, 0.1) ? 1 : 0;
    }
    assertTrue(of > 800 && of < 1200, "of 10,000 queries: " + of);
    assertFalse(Canary.isOfShare("okapi", 0));
    assertTrue(Canary.isOfShare("okapi", 1));
  }

  @Test
  void followsTheLabel() throws Exception {
    Workspace workspace = Workspace.open(folder.resolve("workspace").toString());
    assertEquals(Optional.empty(), Canary.version(workspace, "docent"));
    Path label = Files.createDirectories(workspace.models().resolve("docent")).resolve("canary");
    Files.writeString(label, "{\"version\": 4, \"previous\": null}");
    assertEquals(Optional.of(4L), Canary.version(workspace, "docent"));
    Files.writeString(label, "{\"version\": 0, \"previous\": null}");
    assertEquals(Optional.empty(), Canary.version(workspace, "docent"));
  }

  @Test
  void aLabelThatCannotBeReadNamesWhatItNamedBefore() throws Exception {
    Workspace workspace = Workspace.open(folder.resolve("workspace").toString());
    Path file = Files.createDirectories(workspace.models().resolve("docent")).resolve("canary");
    ServeConfig wanted = Settings.read(ServeConfig.class, "serve", Map.of("canary", "true"));
    CanaryLabel label = CanaryLabel.of(workspace, wanted);
    for (String malformed : List.of("{\"version\": ", "", "null", "[]", "{\"version\": -1}")) {
      Files.writeString(file, malformed);
      assertEquals(Optional.empty(), label.version(), malformed);
    }
    Files.writeString(file, "{\"version\": 4, \"previous\": null}");
    assertEquals(Optional.of(4L), label.version());
    Files.writeString(file, "{\"version\": ");
    assertEquals(Optional.of(4L), label.version());
    Files.delete(file);
    assertEquals(Optional.empty(), label.version());
    ServeConfig unwanted = Settings.read(ServeConfig.class, "serve", Map.of());
    Files.writeString(file, "{\"version\": 4, \"previous\": null}");
    assertEquals(Optional.empty(), CanaryLabel.of(workspace, unwanted).version());
  }

  @Test
  void isOffByDefault() {
    ServeConfig settings = Settings.read(ServeConfig.class, "serve", Map.of());
    assertFalse(settings.canary());
    assertEquals(0, settings.canaryShare());
  }
}
