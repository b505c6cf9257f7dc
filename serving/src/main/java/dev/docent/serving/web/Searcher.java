package dev.docent.serving.web;

import dev.docent.records.UserException;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.prediction.PredictionServer;
import dev.docent.serving.prediction.PublishedModel;
import dev.docent.serving.ranking.Ranker;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.releases.Release;
import dev.docent.serving.releases.Releases;
import dev.docent.serving.search.Language;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.search.Synonyms;
import dev.docent.serving.topics.LikeTerms;
import dev.docent.serving.topics.SectionTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A workspace's search with all that it needs: the index, and the model where there is one. */
final class Searcher implements LiveSearch.Opened {
  private final String release;
  private final SectionIndex index;
  private final SiteSearch search;
  private final Optional<Canary> canary;
  private final boolean lacksCanary;
  private final Runnable whenSearched;
  private final @Nullable PredictionServer prediction;
  private final Optional<String> unanswered;
  private final Deque<AutoCloseable> resources;

  /**
   * @param lacksCanary whether one was wanted that can't be asked
   * @param whenSearched what is done when it begins to be searched
   * @param unanswered why an outside prediction server can't be asked now, if it can't
   */
  private Searcher(
      String release,
      SectionIndex index,
      SiteSearch search,
      Optional<Canary> canary,
      boolean lacksCanary,
      Runnable whenSearched,
      @Nullable PredictionServer prediction,
      Optional<String> unanswered,
      Deque<AutoCloseable> resources) {
    this.release = release;
    this.index = index;
    this.search = search;
    this.canary = canary;
    this.lacksCanary = lacksCanary;
    this.whenSearched = whenSearched;
    this.prediction = prediction;
    this.unanswered = unanswered;
    this.resources = resources;
  }

  /**
   * Opens the search with the model behind a prediction server: an outside one where the settings
   * name it, else one that is started here and ends with the search.
   */
  static Searcher served(Workspace workspace, ServeConfig settings) throws Exception {
    return withItsOwn(workspace, settings, SearchedParts.current(workspace, settings.modelName()));
  }

  /** Opens a release likewise. */
  static Searcher served(Workspace workspace, ServeConfig settings, Release release)
      throws Exception {
    return withItsOwn(workspace, settings, SearchedParts.of(workspace, release));
  }

  /**
   * Opens a release, or what is current where there is none, with the model behind a prediction
   * server: an outside one where the settings name it, else the given one.
   *
   * @param canary the version that is to be tried beside the stable one
   */
  static Searcher served(
      Workspace workspace,
      ServeConfig settings,
      Shared shared,
      Optional<Release> release,
      Optional<Long> canary)
      throws Exception {
    SearchedParts parts =
        release.isEmpty()
            ? SearchedParts.current(workspace, settings.modelName())
            : SearchedParts.of(workspace, release.get());
    return warned(open(workspace, settings, shared, parts, canary));
  }

  /**
   * Opens a release to take the place of one that is searched: not before its model answers.
   *
   * @param canary the version that is to be tried beside the stable one
   * @throws UserException if an outside prediction server doesn't answer for its model
   */
  static Searcher ready(
      Workspace workspace,
      ServeConfig settings,
      Shared shared,
      Release release,
      Optional<Long> canary)
      throws Exception {
    Searcher searcher =
        open(workspace, settings, shared, SearchedParts.of(workspace, release), canary);
    if (searcher.unanswered.isPresent()) {
      searcher.close();
      throw new UserException(searcher.unanswered.get());
    }
    return searcher;
  }

  private static Searcher withItsOwn(Workspace workspace, ServeConfig settings, SearchedParts parts)
      throws Exception {
    Shared shared = Shared.of(settings, new RequestMetrics());
    try {
      Optional<Long> canary = CanaryLabel.of(workspace, settings).version();
      Searcher searcher = open(workspace, settings, shared, parts, canary);
      searcher.resources.addLast(shared);
      return warned(searcher);
    } catch (Exception | Error e) {
      shared.close();
      throw e;
    }
  }

  private static Searcher warned(Searcher searcher) {
    searcher.unanswered.ifPresent(
        problem ->
            System.err.printf(
                "warning: %s; searches give BM25's order until it answers%n", problem));
    return searcher;
  }

  /**
   * Opens the search with the model in this process, without any network: the release in use, where
   * there is one.
   */
  static Searcher local(Workspace workspace, ServeConfig settings) throws Exception {
    Optional<Release> release = new Releases(workspace).current();
    SearchedParts parts =
        release.isPresent()
            ? SearchedParts.of(workspace, release.get())
            : SearchedParts.current(workspace, settings.modelName());
    return open(workspace, settings, null, parts, Optional.empty());
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
    return release;
  }

  @Override
  public Optional<Canary> canary() {
    return canary;
  }

  @Override
  public boolean lacksCanary() {
    return lacksCanary;
  }

  @Override
  public void searched() {
    whenSearched.run();
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

  /**
   * @param shared null for a model without any network
   * @param toTry the version that is to be tried beside the stable one
   */
  private static Searcher open(
      Workspace workspace,
      ServeConfig settings,
      @Nullable Shared shared,
      SearchedParts parts,
      Optional<Long> toTry)
      throws Exception {
    Deque<AutoCloseable> resources = new ArrayDeque<>();
    try {
      Artifact indexed = parts.index();
      SectionIndex index = SectionIndex.open(indexed.file(IndexStage.FOLDER));
      resources.push(index);
      SectionTopics topics =
          parts.topics().isEmpty()
              ? null
              : SectionTopics.find(parts.topics().get().folder()).orElse(null);
      Synonyms synonyms = synonyms(settings, parts, index.language());
      Optional<PublishedModel> published = parts.model();
      if (published.isEmpty()) {
        if (shared != null && !settings.prediction().isEmpty()) {
          throw new UserException(
              ("--prediction is %s, but the workspace has no model '%s' published: its vocabulary"
                      + " is needed to ask any server")
                  .formatted(settings.prediction(), settings.modelName()));
        }
        Ranker ranker = new Ranker(index, RankingSettings.DEFAULT, Map.of());
        SiteSearch search = new SiteSearch(ranker, null, synonyms, topics);
        return new Searcher(
            parts.name(),
            index,
            search,
            Optional.empty(),
            false,
            () -> {},
            null,
            Optional.empty(),
            resources);
      }
      OpenedModel.Indexed ofIndex =
          new OpenedModel.Indexed(index, indexed.fingerprint(), synonyms, topics);
      OpenedModel model =
          OpenedModel.open(
              workspace, settings, shared, published.get(), ModelPointer.STABLE, ofIndex);
      resources.push(model);
      // The label is of the settings' model; a release's may be of another name.
      boolean canaryWanted =
          shared != null
              && toTry.isPresent()
              && toTry.get() != published.get().version()
              && published.get().name().equals(settings.modelName());
      Optional<OpenedModel> canary =
          canaryWanted
              ? canary(workspace, settings, shared, published.get(), toTry.get(), ofIndex)
              : Optional.empty();
      canary.ifPresent(resources::push);
      return new Searcher(
          parts.name(),
          index,
          model.search(),
          canary.map(one -> new Canary(one.search(), settings.canaryShare())),
          canaryWanted && canary.isEmpty(),
          shared == null
              ? () -> {}
              : () -> shared.metrics().gauge("docent_prediction_breaker", model.breaker()),
          model.prediction(),
          model.unanswered(),
          resources);
    } catch (Exception | Error e) {
      try {
        closeAll(resources);
      } catch (Exception f) {
        e.addSuppressed(f);
      }
      throw e;
    }
  }

  private static Synonyms synonyms(ServeConfig settings, SearchedParts parts, Language language)
      throws IOException {
    Synonyms synonyms =
        settings.synonyms().isEmpty()
            ? Synonyms.NONE
            : Synonyms.read(Path.of(settings.synonyms()), language);
    if (settings.lsaSynonyms() == 0) {
      return synonyms;
    }
    // The topics' terms are English words' stems.
    if (parts.topics().isEmpty() || language != Language.ENGLISH) {
      System.err.printf(
          "warning: --lsa-synonyms %s does nothing: %s%n",
          settings.lsaSynonyms(),
          parts.topics().isEmpty()
              ? "the site's topics aren't known"
              : "the index is of the language " + language.id());
      return synonyms;
    }
    Path folder = parts.topics().get().folder();
    return synonyms.with(LikeTerms.load(folder, settings.lsaSynonyms())::to);
  }

  /** A version that is to be tried beside the stable one; a warning and none if it can't be. */
  private static Optional<OpenedModel> canary(
      Workspace workspace,
      ServeConfig settings,
      Shared shared,
      PublishedModel stable,
      long version,
      OpenedModel.Indexed indexed)
      throws Exception {
    try {
      Path folder = workspace.registry(stable.name()).fetch(version);
      PublishedModel published = new PublishedModel(stable.name(), version, folder);
      OpenedModel canary =
          OpenedModel.open(workspace, settings, shared, published, ModelPointer.CANARY, indexed);
      if (canary.unanswered().isEmpty()) {
        return Optional.of(canary);
      }
      canary.close();
      throw new UserException(canary.unanswered().get());
    } catch (IOException | RuntimeException e) {
      System.err.printf(
          "warning: the canary, version %d of model %s, can't be asked; all searches go to version"
              + " %d: %s%n",
          version, stable.name(), stable.version(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Where to reach a server of this machine that listens on an address. */
  static String host(String bind) {
    if (bind.equals("0.0.0.0") || bind.equals("::")) {
      return "127.0.0.1";
    }
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }

  /** Closes all, also after one that fails; the first failure is thrown with the others in it. */
  static void closeAll(Deque<AutoCloseable> resources) throws Exception {
    Exception failure = null;
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
