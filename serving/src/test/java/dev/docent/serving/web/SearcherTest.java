package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.bases.Bases;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.Precision;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModelExport;
import dev.docent.records.UserException;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageResult;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.releases.Release;
import dev.docent.serving.vectors.VectorsStage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search with a real model in a SavedModel: MiniLM as it comes, without any training. */
class SearcherTest {
  private static final SearchRequest REQUEST =
      new SearchRequest("how do animals sleep at night", 0, 10, false);

  @TempDir static Path folder;
  private static Workspace workspace;

  @BeforeAll
  static void publish() throws Exception {
    TestWorkspace.index(
        folder,
        article("hotel", "Night")
            .section("", "Night, night, night: the rate of a night at the hotel."),
        article("zoo", "Rest")
            .section("", "Most mammals close their eyes and rest through the night in a den."),
        article("health", "Illness").section("", "See a medical doctor when a fever stays."));
    workspace = Workspace.open(folder.resolve("workspace").toString());
    Path home = workspace.models().resolve("docent");
    Vocabulary vocabulary = Vocabulary.ofBase(Bases.MINI_LM.name());
    for (Stage stage : List.of(Stage.TOPICS, Stage.MATCH, Stage.DATASET)) {
      TestWorkspace.run(workspace, stage, Map.of(), context -> {});
    }
    StageResult train =
        TestWorkspace.run(
            workspace,
            Stage.TRAIN,
            Map.of(),
            context -> export(vocabulary, context.fingerprint(), context.output()));
    TestWorkspace.run(workspace, Stage.VECTORS, Map.of(), new VectorsStage());
    copy(train.artifact().file("model"), home.resolve("7"));
    Files.writeString(
        home.resolve("7/assets.extra/ranking.json"),
        """
        {"bm25": {"k1": 1.2, "b": 0.75, "titleBoost": 2}, "depth": 10,
         "neighbours": 1, "weights": {"bm25": 0.1, "model": 0.8, "encoder": 0.1},
         "maxWindows": 2}
        """);
    Files.writeString(home.resolve("stable"), "{\"version\": 7, \"previous\": null}\n");
  }

  private static void export(Vocabulary vocabulary, String train, Path folder) throws IOException {
    try (ScoringGraph graph = new ScoringGraph(Bases.MINI_LM, Interaction.SEPARATE, true)) {
      graph.initialize(Bases.weights(Bases.MINI_LM));
      graph.initializeEncoder(Bases.weights(Bases.MINI_LM));
      ModelCard card =
          new ModelCard(
              Bases.MINI_LM.name(),
              "separate",
              64,
              vocabulary.sha256(),
              Bases.MINI_LM.hidden(),
              train,
              Map.of());
      SavedModelExport.write(graph, vocabulary, card, folder.resolve("model"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static ServeConfig settings(String... more) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("port", "0");
    values.put("prediction-port", "0");
    values.put("timeout-millis", "60000");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return Settings.read(ServeConfig.class, "serve", values);
  }

  private static List<String> articles(SearchAnswer answer) {
    return answer.results().stream().map(result -> result.article().id()).toList();
  }

  @Test
  void ranksWithTheModelOverGrpcAsInThisProcess() throws Exception {
    try (Searcher served = Searcher.served(workspace, settings());
        Searcher local = Searcher.local(workspace, settings())) {
      SearchAnswer answer = served.search().answer(REQUEST);
      assertEquals("fused", answer.ranking().method(), String.valueOf(answer.ranking().reason()));
      assertEquals(new SearchAnswer.ModelName("docent", 7), answer.ranking().model());
      assertEquals(List.of("zoo", "hotel"), articles(answer));
      assertEquals(2, answer.results().get(0).section().bm25().rank());
      SearchAnswer same = local.search().answer(REQUEST);
      assertEquals(answer.results().size(), same.results().size());
      for (int i = 0; i < same.results().size(); i++) {
        assertEquals(
            answer.results().get(i).section().model().score(),
            same.results().get(i).section().model().score(),
            1e-5);
      }
    }
  }

  @Test
  void ranksInBfloat16WhereTold() throws Exception {
    try (Searcher in32 = Searcher.local(workspace, settings());
        Searcher in16 = Searcher.served(workspace, settings("precision", "bfloat16"))) {
      SearchAnswer expected = in32.search().answer(REQUEST);
      SearchAnswer answer = in16.search().answer(REQUEST);
      assertEquals("fused", answer.ranking().method(), String.valueOf(answer.ranking().reason()));
      assertEquals(articles(expected), articles(answer));
      float different = 0;
      for (int i = 0; i < expected.results().size(); i++) {
        float one = expected.results().get(i).section().model().score();
        float other = answer.results().get(i).section().model().score();
        assertEquals(one, other, 0.2);
        different += Math.abs(one - other);
      }
      if (Precision.cpuHasBfloat16()) {
        assertTrue(different > 0, "nothing was computed in bfloat16");
      }
    }
  }

  @Test
  void predictsForThisMachineAloneWhereverTheSearchListens() throws Exception {
    try (Searcher served = Searcher.served(workspace, settings("bind", "127.0.0.2"))) {
      int port = served.prediction().orElseThrow().port();
      assertThrows(ConnectException.class, () -> new Socket("127.0.0.2", port).close());
      assertEquals("fused", served.search().answer(REQUEST).ranking().method());
    }
    try (Searcher served = Searcher.served(workspace, settings("prediction-bind", "127.0.0.2"))) {
      int port = served.prediction().orElseThrow().port();
      assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
      assertEquals("fused", served.search().answer(REQUEST).ranking().method());
    }
  }

  @Test
  void findsWhatSharesNoWordWithTheQuery() throws Exception {
    SearchRequest words = new SearchRequest("physician", 0, 10, false);
    try (Searcher served = Searcher.served(workspace, settings());
        Searcher local = Searcher.local(workspace, settings())) {
      SearchAnswer answer = served.search().answer(words);
      assertEquals("fused", answer.ranking().method(), String.valueOf(answer.ranking().reason()));
      assertEquals(List.of("health"), articles(answer));
      assertEquals(List.of("health"), articles(local.search().answer(words)));
    }
  }

  @Test
  void ranksWithoutVectorsWhereNoneAreMade() throws Exception {
    Workspace bare = Workspace.open(folder.resolve("workspace").toString());
    Path pointer = workspace.models().resolve("docent/7/assets.extra/docent.json");
    String provenance = Files.readString(pointer);
    try {
      Files.writeString(
          pointer,
          provenance.replaceAll(
              "\"trainFingerprint\" : \"[^\"]*\"", "\"trainFingerprint\" : \"x\""));
      try (Searcher local = Searcher.local(bare, settings())) {
        assertEquals("fused", local.search().answer(REQUEST).ranking().method());
        SearchRequest words = new SearchRequest("physician", 0, 10, false);
        assertEquals(List.of(), articles(local.search().answer(words)));
      }
    } finally {
      Files.writeString(pointer, provenance);
    }
  }

  @Test
  void keepsBm25sOrderWhenThePredictionServerDies() throws Exception {
    try (Searcher served = Searcher.served(workspace, settings("timeout-millis", "3000"))) {
      served.prediction().orElseThrow().close();
      long start = System.nanoTime();
      SearchAnswer answer = served.search().answer(REQUEST);
      assertTrue((System.nanoTime() - start) / 1e9 < 10, "it waited too long");
      assertEquals("bm25", answer.ranking().method());
      assertTrue(
          String.valueOf(answer.ranking().reason()).contains("prediction server"),
          String.valueOf(answer.ranking().reason()));
      assertEquals(List.of("hotel", "zoo"), articles(answer));
    }
  }

  @Test
  void aReleaseIsReadyOnlyWhenTheOutsideServerAnswers() throws Exception {
    String index = workspace.currentArtifact(Stage.INDEX).orElseThrow().fingerprint();
    Release release = new Release(1, index, null, "docent", 7L, "");
    ServeConfig away = settings("prediction", "127.0.0.1:1", "timeout-millis", "2000");
    UserException e;
    try (Shared shared = Shared.of(away, new RequestMetrics())) {
      e =
          assertThrows(
              UserException.class,
              () -> Searcher.ready(workspace, away, shared, release, Optional.empty()));
    }
    assertTrue(e.getMessage().contains("--prediction 127.0.0.1:1: "), e.getMessage());
    // At the start there is nothing better to stay with.
    try (Searcher first = Searcher.served(workspace, away, release)) {
      assertEquals("bm25", first.search().answer(REQUEST).ranking().method());
    }
  }

  @Test
  void tellsThatItLacksItsCanary() throws Exception {
    ServeConfig canary = settings("canary", "true");
    Path label = workspace.models().resolve("docent/canary");
    try {
      Files.writeString(label, "{\"version\": 8, \"previous\": null}");
      try (Searcher without = Searcher.served(workspace, canary)) {
        assertTrue(without.lacksCanary(), "there is no version 8");
        assertTrue(without.canary().isEmpty());
        assertEquals("fused", without.search().answer(REQUEST).ranking().method());
      }
      Files.writeString(label, "{\"version\": 7, \"previous\": null}");
      try (Searcher same = Searcher.served(workspace, canary)) {
        assertFalse(same.lacksCanary(), "the stable version needs no second one");
      }
    } finally {
      Files.deleteIfExists(label);
    }
  }

  @Test
  void closesAllAlsoAfterOneThatFails() {
    List<String> closed = new ArrayList<>();
    Deque<AutoCloseable> resources = new ArrayDeque<>();
    for (String name : List.of("index", "model", "server")) {
      resources.push(
          () -> {
            closed.add(name);
            throw new IOException(name);
          });
    }
    IOException e = assertThrows(IOException.class, () -> Searcher.closeAll(resources));
    assertEquals(List.of("server", "model", "index"), closed);
    assertEquals("server", e.getMessage());
    assertEquals(2, e.getSuppressed().length);
  }

  @Test
  void anOutsideServerNeedsThePublishedVocabulary() {
    UserException e =
        assertThrows(
            UserException.class,
            () ->
                Searcher.served(
                    workspace, settings("model-name", "other", "prediction", "127.0.0.1:1")));
    assertTrue(e.getMessage().contains("'other'"), e.getMessage());
  }
}
