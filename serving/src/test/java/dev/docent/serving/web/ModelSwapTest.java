package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Bases;
import dev.docent.models.bases.Weights;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModelExport;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.releases.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Moves between releases that differ in their model, MiniLM's embeddings with one of its layers,
 * while people search; {@code -Ddocent.swaps=100} moves more often.
 */
class ModelSwapTest {
  private static final int SWAPS = Integer.getInteger("docent.swaps", 4);
  private static final int CLIENTS = 3;

  /** Less than three times what one model takes. */
  private static final long GROWTH_MIB = 150;

  private static final Base ONE_LAYER =
      new Base(
          Bases.MINI_LM.name(),
          1,
          Bases.MINI_LM.hidden(),
          Bases.MINI_LM.heads(),
          Bases.MINI_LM.intermediate(),
          Bases.MINI_LM.vocabularySize(),
          Bases.MINI_LM.maxPositions(),
          Bases.MINI_LM.gelu(),
          Bases.MINI_LM.pooling(),
          Bases.MINI_LM.layerNormEpsilon(),
          Bases.MINI_LM.licence(),
          Bases.MINI_LM.source());

  @TempDir Path folder;

  private final RequestMetrics metrics = new RequestMetrics();
  private final ServeConfig settings =
      Settings.read(
          ServeConfig.class,
          "serve",
          Map.of("prediction-port", "0", "timeout-millis", "60000", "score-cache-mib", "0"));
  private Workspace workspace;
  private String index;

  @BeforeEach
  void makeTwoVersions() throws Exception {
    TestWorkspace.index(
        folder,
        article("a", "Okapis").section("", "The okapi lives in the forest."),
        article("b", "More okapis").section("", "An okapi sleeps for five minutes."));
    workspace = Workspace.open(folder.resolve("workspace").toString());
    index = workspace.currentArtifact(Stage.INDEX).orElseThrow().fingerprint();
    Path home = workspace.models().resolve("docent");
    Vocabulary vocabulary = Vocabulary.ofBase(Bases.MINI_LM.name());
    try (ScoringGraph graph = new ScoringGraph(ONE_LAYER, Interaction.SEPARATE)) {
      graph.initialize(firstLayer(Bases.weights(Bases.MINI_LM)));
      for (String version : List.of("1", "2")) {
        ModelCard card =
            new ModelCard(
                ONE_LAYER.name(), "separate", 32, vocabulary.sha256(), 0, version, Map.of());
        SavedModelExport.write(graph, vocabulary, card, home.resolve(version));
      }
    }
  }

  private static Weights firstLayer(Weights all) {
    return consumer ->
        all.forEach(
            (name, shape, values) -> {
              if (!name.contains("/layer_") || name.contains("/layer_0/")) {
                consumer.accept(name, shape, values);
              }
            });
  }

  private Release release(int number) {
    return new Release(number, index, null, "docent", (long) (2 - number % 2), "");
  }

  @Test
  void everySearchIsRankedByAModelAndNothingIsLeft() throws Exception {
    SearchRequest request = new SearchRequest("where does the okapi live", 0, 10, false);
    try (Shared shared = Shared.of(settings, metrics);
        LiveSearch live =
            new LiveSearch(
                Searcher.ready(workspace, settings, shared, release(1), Optional.empty()))) {
      int port = shared.embedded().server().port();
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger asked = new AtomicInteger();
      List<String> failures = new CopyOnWriteArrayList<>();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Thread one =
            new Thread(
                () -> {
                  while (!stop.get()) {
                    try (LiveSearch.Lease lease = live.lease()) {
                      SearchAnswer answer = lease.opened().search().answer(request);
                      if (!answer.ranking().isFused()) {
                        failures.add(String.valueOf(answer.ranking().reason()));
                      }
                    } catch (RuntimeException e) {
                      failures.add(e.toString());
                    }
                    asked.incrementAndGet();
                  }
                });
        one.start();
        clients.add(one);
      }
      swap(live, shared, 2, 2 + 2);
      Left before = Left.now();
      swap(live, shared, 2 + 2, 2 + 2 + SWAPS);
      Left after = Left.now();
      stop.set(true);
      for (Thread one : clients) {
        one.join();
      }
      System.out.printf(
          "%d swaps, %d searches, %d failed; before: %s, after: %s%n",
          SWAPS, asked.get(), failures.size(), before, after);
      assertEquals(List.of(), failures);
      assertTrue(asked.get() > SWAPS, "asked " + asked);
      assertEquals(port, shared.embedded().server().port(), "one server for all releases");
      assertTrue(after.files <= before.files + SWAPS / 2, before + " became " + after);
      assertTrue(after.threads <= before.threads + SWAPS / 2, before + " became " + after);
      assertTrue(after.nativeMib <= before.nativeMib + GROWTH_MIB, before + " became " + after);
      String text = metrics.text();
      assertTrue(text.contains("load_attempt_count{model_path=\"docent/2\",status=\"success\"}"));
    }
  }

  @Test
  void theCanaryRanksBesideTheStableVersion() throws Exception {
    SearchRequest request = new SearchRequest("where does the okapi live", 0, 10, false);
    ServeConfig trying =
        Settings.read(
            ServeConfig.class,
            "serve",
            Map.of("prediction-port", "0", "timeout-millis", "60000", "canary", "true"));
    Path file = workspace.models().resolve("docent/canary");
    CanaryLabel label = CanaryLabel.of(workspace, trying);
    try (Shared shared = Shared.of(trying, metrics)) {
      Files.writeString(file, "{\"version\": 2, \"previous\": null}");
      try (Searcher searcher =
          Searcher.ready(workspace, trying, shared, release(1), label.version())) {
        assertFalse(searcher.lacksCanary());
        SiteSearch canary = searcher.canary().orElseThrow().search();
        assertEquals(1, searcher.search().answer(request).ranking().model().version());
        assertEquals(2, canary.answer(request).ranking().model().version());
      }
      Files.writeString(file, "{\"version\": 9, \"previous\": null}");
      try (Searcher searcher =
          Searcher.ready(workspace, trying, shared, release(1), label.version())) {
        assertTrue(searcher.canary().isEmpty(), "there is no version 9");
        assertTrue(searcher.lacksCanary());
        assertTrue(searcher.search().answer(request).ranking().isFused());
      }
    }
  }

  private void swap(LiveSearch live, Shared shared, int from, int to) throws Exception {
    for (int number = from; number < to; number++) {
      live.replace(Searcher.ready(workspace, settings, shared, release(number), Optional.empty()));
    }
  }

  /** What a process has. */
  private record Left(long files, long threads, long nativeMib) {
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ .*");
    private static final Pattern RSS = Pattern.compile("Rss: +([0-9]+) kB");

    /** The JVM puts its heap below it. */
    private static final long NATIVE = 0x10_0000_0000L;

    static Left now() throws IOException {
      // Ours alone: the JVM, TensorFlow and the server start threads of their own when they like.
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("docent"))
              .count();
      return new Left(entries("/proc/self/fd"), threads, residentMib());
    }

    private static long entries(String folder) throws IOException {
      try (Stream<Path> all = Files.list(Path.of(folder))) {
        return all.count();
      }
    }

    private static long residentMib() throws IOException {
      long kib = 0;
      boolean counts = false;
      for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
        Matcher mapping = MAPPING.matcher(line);
        Matcher rss = RSS.matcher(line);
        if (mapping.matches()) {
          counts = Long.parseUnsignedLong(mapping.group(1), 16) >= NATIVE;
        } else if (counts && rss.matches()) {
          kib += Long.parseLong(rss.group(1));
        }
      }
      return kib / 1024;
    }
  }
}
