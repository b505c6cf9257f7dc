package dev.docent.serving.web;

import dev.docent.models.network.Precision;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.workspace.Workspace;
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
import dev.docent.serving.search.Synonyms;
import dev.docent.serving.topics.SectionTopics;
import dev.docent.serving.topics.TopicScorer;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A published model, ready to rank sections of an index with.
 *
 * @param prediction the embedded server that answers for it; null where there is none
 * @param unanswered why an outside prediction server can't be asked now, if it can't
 * @param breaker the state of its client's circuit breaker; 0 where there is no network
 * @param resources what is closed with it, the last opened first
 */
record OpenedModel(
    SiteSearch search,
    @Nullable PredictionServer prediction,
    Optional<String> unanswered,
    LongSupplier breaker,
    Deque<AutoCloseable> resources)
    implements AutoCloseable {

  /**
   * What is ranked; it isn't closed with the model.
   *
   * @param fingerprint of the index artifact
   */
  record Indexed(
      SectionIndex index, String fingerprint, Synonyms synonyms, @Nullable SectionTopics topics) {}

  /**
   * Opens one.
   *
   * @param shared null for a model without any network
   * @param label that the embedded server is to know it by
   */
  static OpenedModel open(
      Workspace workspace,
      ServeConfig settings,
      @Nullable Shared shared,
      PublishedModel published,
      String label,
      Indexed indexed)
      throws Exception {
    Deque<AutoCloseable> resources = new ArrayDeque<>();
    try {
      return open(workspace, settings, shared, published, label, indexed, resources);
    } catch (Exception | Error e) {
      try {
        Searcher.closeAll(resources);
      } catch (Exception f) {
        e.addSuppressed(f);
      }
      throw e;
    }
  }

  private static OpenedModel open(
      Workspace workspace,
      ServeConfig settings,
      @Nullable Shared shared,
      PublishedModel published,
      String label,
      Indexed indexed,
      Deque<AutoCloseable> resources)
      throws IOException {
    RankingSettings ranking = published.ranking();
    if (settings.depth() > 0) {
      ranking = ranking.withDepth(settings.depth());
    }
    Precision precision = precision(settings);
    PredictionServer prediction = null;
    Optional<String> unanswered = Optional.empty();
    LongSupplier breaker = () -> 0;
    PairModel model;
    TextModel encoder;
    if (shared != null) {
      String address = settings.prediction();
      if (address.isEmpty()) {
        prediction = shared.embedded().server();
        resources.push(prediction.hold(published, precision));
        address = Searcher.host(settings.predictionBind()) + ":" + prediction.port();
      }
      int leastWidth = settings.predictionBatching() ? published.encoder().sequenceLength() : 0;
      PredictionClient client =
          new PredictionClient(
              address, published.name(), published.version(), shared.client(settings, leastWidth));
      resources.push(client);
      Optional<String> problem = warmUp(client, published);
      if (prediction == null) {
        unanswered =
            problem.map(one -> "--prediction %s: %s".formatted(settings.prediction(), one));
      }
      model = client;
      encoder = client;
      breaker = client::breakerState;
    } else {
      SavedModel loaded = published.load(precision);
      resources.push(loaded);
      model = loaded::score;
      encoder = loaded::embed;
    }
    Map<String, Scorer> scorers = new LinkedHashMap<>();
    Scorer byModel = new PairScorer(published.encoder(), ranking.maxWindows(), model);
    scorers.put(
        RankingSettings.MODEL,
        shared == null || shared.cache() == null
            ? byModel
            : shared.cache().of(byModel, space(indexed, published, ranking)));
    VectorScorer nearest = null;
    Optional<Path> vectors = vectors(workspace, indexed.fingerprint(), published);
    if (vectors.isPresent()) {
      SectionVectors opened = SectionVectors.open(vectors.get());
      resources.push(opened);
      nearest = new VectorScorer(opened, published.textEncoder(), encoder);
      scorers.put(RankingSettings.ENCODER, nearest);
    }
    topics(indexed, published, ranking).ifPresent(one -> scorers.put(RankingSettings.LSA, one));
    Ranker ranker = new Ranker(indexed.index(), ranking, scorers, nearest);
    // Only now, when all of it is opened, is it what others are told of.
    if (prediction != null) {
      prediction.label(published.name(), label, published.version());
    }
    SearchAnswer.ModelName name = new SearchAnswer.ModelName(published.name(), published.version());
    SiteSearch search =
        new SiteSearch(ranker, name, indexed.synonyms(), indexed.topics())
            .within(Duration.ofMillis(settings.timeoutMillis()));
    return new OpenedModel(search, prediction, unanswered, breaker, resources);
  }

  /** What a score depends on beside the query and the section's name. */
  private static String space(Indexed indexed, PublishedModel model, RankingSettings ranking) {
    return "%s/%d/%s/%d"
        .formatted(model.name(), model.version(), indexed.fingerprint(), ranking.maxWindows());
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

  /** The topics that the model's ranking asks for; a warning and none where they aren't known. */
  private static Optional<Scorer> topics(
      Indexed indexed, PublishedModel published, RankingSettings ranking) {
    if (!ranking.weights().containsKey(RankingSettings.LSA)) {
      return Optional.empty();
    }
    if (indexed.topics() == null) {
      System.err.printf(
          "warning: the topics of the index's sections aren't known; model %s %d ranks without them"
              + " until 'docent run' has made them%n",
          published.name(), published.version());
      return Optional.empty();
    }
    return Optional.of(new TopicScorer(indexed.topics()::nearness));
  }

  /** In what numbers a model is to compute. */
  static Precision precision(ServeConfig settings) {
    return Precision.valueOf(settings.precision().toUpperCase(Locale.ROOT));
  }

  /** The vectors that the model's ranking asks for; a warning and none where they aren't made. */
  private static Optional<Path> vectors(Workspace workspace, String index, PublishedModel published)
      throws IOException {
    if (!published.ranking().usesVectors() || !published.embeds()) {
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

  /** Closes what was opened, the last first. */
  @Override
  public void close() throws Exception {
    Searcher.closeAll(resources);
  }
}
