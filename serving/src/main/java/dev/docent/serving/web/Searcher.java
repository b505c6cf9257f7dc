package dev.docent.serving.web;

import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.UserException;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.prediction.PredictionClient;
import dev.docent.serving.prediction.PredictionServer;
import dev.docent.serving.prediction.PublishedModel;
import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.PairScorer;
import dev.docent.serving.ranking.Ranker;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.ranking.TextModel;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.vectors.SectionVectors;
import dev.docent.serving.vectors.VectorScorer;
import dev.docent.serving.vectors.VectorsOfModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A workspace's search with all that it needs: the index, and the model where there is one. */
final class Searcher implements LiveSearch.Opened {
  private final SectionIndex index;
  private final SiteSearch search;
  private final @Nullable PredictionServer prediction;
  private final Deque<AutoCloseable> resources;

  private Searcher(
      SectionIndex index,
      SiteSearch search,
      @Nullable PredictionServer prediction,
      Deque<AutoCloseable> resources) {
    this.index = index;
    this.search = search;
    this.prediction = prediction;
    this.resources = resources;
  }

  /**
   * Opens the search with the model behind a prediction server: an outside one where the settings
   * name it, else one that is started here.
   */
  static Searcher served(Workspace workspace, ServeConfig settings) throws Exception {
    return open(workspace, settings, true);
  }

  /** Opens the search with the model in this process, without any network. */
  static Searcher local(Workspace workspace, ServeConfig settings) throws Exception {
    return open(workspace, settings, false);
  }

  @Override
  public SiteSearch search() {
    return search;
  }

  @Override
  public int sections() {
    return index.size();
  }

  @Override
  public String release() {
    return "";
  }

  /** The embedded prediction server; empty where there is none. */
  Optional<PredictionServer> prediction() {
    return Optional.ofNullable(prediction);
  }

  /** Closes what was opened, the last first. */
  @Override
  public void close() throws Exception {
    closeAll(resources);
  }

  private static Searcher open(Workspace workspace, ServeConfig settings, boolean served)
      throws Exception {
    Deque<AutoCloseable> resources = new ArrayDeque<>();
    try {
      Artifact indexed = indexed(workspace);
      SectionIndex index = SectionIndex.open(indexed.file(IndexStage.FOLDER));
      resources.push(index);
      Optional<PublishedModel> published = PublishedModel.find(workspace, settings.modelName());
      if (published.isEmpty()) {
        if (served && !settings.prediction().isEmpty()) {
          throw new UserException(
              ("--prediction is %s, but the workspace has no model '%s' published: its vocabulary"
                      + " is needed to ask any server")
                  .formatted(settings.prediction(), settings.modelName()));
        }
        Ranker ranker = new Ranker(index, RankingSettings.DEFAULT, Map.of());
        return new Searcher(index, new SiteSearch(ranker, null), null, resources);
      }
      Optional<Path> vectors = vectors(workspace, indexed.fingerprint(), published.get());
      return withModel(index, published.get(), vectors, settings, served, resources);
    } catch (Exception | Error e) {
      closeAll(resources);
      throw e;
    }
  }

  private static Searcher withModel(
      SectionIndex index,
      PublishedModel published,
      Optional<Path> vectors,
      ServeConfig settings,
      boolean served,
      Deque<AutoCloseable> resources)
      throws IOException {
    RankingSettings ranking = published.ranking();
    if (settings.depth() > 0) {
      ranking = ranking.withDepth(settings.depth());
    }
    PredictionServer prediction = null;
    PairModel model;
    TextModel encoder;
    if (served) {
      String address = settings.prediction();
      if (address.isEmpty()) {
        prediction = startPrediction(published, settings, resources);
        address = host(settings.bind()) + ":" + prediction.port();
      }
      PredictionClient client =
          new PredictionClient(
              address,
              published.name(),
              published.version(),
              Duration.ofMillis(settings.timeoutMillis()),
              settings.predictionBatching() ? published.encoder().sequenceLength() : 0);
      resources.push(client);
      Optional<String> problem = warmUp(client, published);
      if (prediction == null && problem.isPresent()) {
        System.err.printf(
            "warning: --prediction %s: %s; searches give BM25's order until it answers%n",
            address, problem.get());
      }
      model = client;
      encoder = client;
    } else {
      SavedModel loaded = published.load();
      resources.push(loaded);
      model = loaded::score;
      encoder = loaded::embed;
    }
    Map<String, Scorer> scorers = new LinkedHashMap<>();
    scorers.put(
        RankingSettings.MODEL, new PairScorer(published.encoder(), ranking.maxWindows(), model));
    VectorScorer nearest = null;
    if (vectors.isPresent()) {
      SectionVectors opened = SectionVectors.open(vectors.get());
      resources.push(opened);
      nearest = new VectorScorer(opened, published.textEncoder(), encoder);
      scorers.put(RankingSettings.ENCODER, nearest);
    }
    Ranker ranker = new Ranker(index, ranking, scorers, nearest);
    SearchAnswer.ModelName name = new SearchAnswer.ModelName(published.name(), published.version());
    return new Searcher(index, new SiteSearch(ranker, name), prediction, resources);
  }

  private static PredictionServer startPrediction(
      PublishedModel published, ServeConfig settings, Deque<AutoCloseable> resources)
      throws IOException {
    SavedModel loaded = published.load();
    resources.push(loaded);
    // The first run is the slowest by far; it must not be a visitor's.
    loaded.score(warmUpPairs(published));
    if (loaded.embeds()) {
      loaded.embed(List.of(published.textEncoder().query("warm up")));
    }
    PredictionServer server =
        PredictionServer.start(
            published.served(loaded), settings.bind(), settings.predictionPort());
    resources.push(server);
    return server;
  }

  /**
   * Loads the client's classes and makes its connection before a visitor waits for it.
   *
   * @return why it failed each time; empty where it didn't
   */
  private static Optional<String> warmUp(PredictionClient client, PublishedModel published)
      throws IOException {
    String problem = "";
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        client.score(warmUpPairs(published));
        return Optional.empty();
      } catch (ScoringException e) {
        // A server that is away now may be there later; each search says so meanwhile.
        problem = String.valueOf(e.getMessage());
      }
    }
    return Optional.of(problem);
  }

  private static List<PairEncoder.Pair> warmUpPairs(PublishedModel published) throws IOException {
    return published.encoder().windows("warm up", "", "the model", 1);
  }

  /** The vectors that the model's ranking asks for; a warning and none where they aren't made. */
  private static Optional<Path> vectors(Workspace workspace, String index, PublishedModel published)
      throws IOException {
    RankingSettings ranking = published.ranking();
    boolean asked =
        ranking.neighbours() > 0
            || ranking.weights().getOrDefault(RankingSettings.ENCODER, 0.0) > 0;
    if (!asked || !published.embeds()) {
      return Optional.empty();
    }
    Optional<String> train = published.trainFingerprint();
    Optional<Path> vectors =
        train.isEmpty() ? Optional.empty() : VectorsOfModel.find(workspace, index, train.get());
    if (vectors.isEmpty()) {
      System.err.printf(
          "warning: there are no vectors of index %s by model %s %d; it ranks without them until"
              + " 'docent vectors%s' has made them%n",
          index,
          published.name(),
          published.version(),
          train.map(one -> " --input train=" + one).orElse(""));
    }
    return vectors;
  }

  private static Artifact indexed(Workspace workspace) throws IOException {
    return workspace
        .currentArtifact(Stage.INDEX)
        .orElseThrow(
            () ->
                new UserException(
                    "the workspace '%s' has no index; 'docent run' or 'docent index' makes one"
                        .formatted(workspace.location())));
  }

  /** Where to reach a server of this machine that listens on an address. */
  static String host(String bind) {
    if (bind.equals("0.0.0.0") || bind.equals("::")) {
      return "127.0.0.1";
    }
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }

  private static void closeAll(Deque<AutoCloseable> resources) throws Exception {
    while (!resources.isEmpty()) {
      resources.pop().close();
    }
  }
}
