package dev.docent.serving.web;

import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.console.WorkspaceFacts;
import dev.docent.serving.feedback.FeedbackStore;
import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.PairScorer;
import dev.docent.serving.ranking.Ranker;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.search.Articles;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.search.Synonyms;
import dev.docent.serving.topics.SectionTopics;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A web server on a free port of the loopback over given articles, and a client for it. */
final class TestSearch implements AutoCloseable {
  static final Vocabulary VOCABULARY =
      Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "okapi", "zebra"));
  static final PairEncoder ENCODER = new PairEncoder(new WordPiece(VOCABULARY), 16);

  private final SectionIndex index;
  private final WebServer web;
  private final boolean secure;
  private final HttpClient client = HttpClient.newHttpClient();

  TestSearch(Path folder, @Nullable PairModel model, Articles... articles) throws IOException {
    this(folder, model, Duration.ofSeconds(60), articles);
  }

  TestSearch(Path folder, @Nullable PairModel model, Duration longest, Articles... articles)
      throws IOException {
    this(folder, model, WebOptions.local(longest), articles);
  }

  TestSearch(Path folder, @Nullable PairModel model, WebOptions options, Articles... articles)
      throws IOException {
    index = index(folder, articles);
    secure = options.tls() != null;
    web =
        WebServer.start(
            LiveSearch.of(search(index, model), index.size()), new RequestMetrics(), options);
  }

  /** A server that keeps feedback. */
  TestSearch(Path folder, @Nullable PairModel model, FeedbackStore store, Articles... articles)
      throws IOException {
    this(folder, model, store, null, articles);
  }

  /** A server that keeps feedback, and shows the console of a workspace where one is given. */
  TestSearch(
      Path folder,
      @Nullable PairModel model,
      FeedbackStore store,
      @Nullable Workspace workspace,
      Articles... articles)
      throws IOException {
    index = index(folder, articles);
    secure = false;
    RequestMetrics metrics = new RequestMetrics();
    web =
        WebServer.start(
            LiveSearch.of(search(index, model), index.size()),
            metrics,
            WebOptions.local(Duration.ofSeconds(60)),
            workspace == null ? null : new Console(new WorkspaceFacts(workspace), metrics),
            new FeedbackPages(
                store,
                metrics,
                Clock.fixed(Instant.parse("2026-02-03T23:59:59Z"), ZoneOffset.UTC)));
  }

  /** A server of BM25 alone with the console of a workspace. */
  TestSearch(Path folder, Workspace workspace) throws IOException {
    this(folder, WebOptions.local(Duration.ofSeconds(60)), workspace);
  }

  TestSearch(Path folder, WebOptions options, Workspace workspace) throws IOException {
    index = index(folder, Articles.article("first", "Okapis").section("", "okapi"));
    secure = false;
    RequestMetrics metrics = new RequestMetrics();
    web =
        WebServer.start(
            LiveSearch.of(search(index, null), index.size()),
            metrics,
            options,
            new Console(new WorkspaceFacts(workspace), metrics),
            null);
  }

  /** A server of BM25 alone with topics and synonyms. */
  TestSearch(Path folder, Synonyms synonyms, SectionTopics topics, Articles... articles)
      throws IOException {
    index = index(folder, articles);
    secure = false;
    Ranker ranker = new Ranker(index, RankingSettings.DEFAULT, Map.of());
    SiteSearch search = new SiteSearch(ranker, null, synonyms, topics);
    web =
        WebServer.start(
            LiveSearch.of(search, index.size()),
            new RequestMetrics(),
            WebOptions.local(Duration.ofSeconds(60)));
  }

  private static SectionIndex index(Path folder, Articles... articles) throws IOException {
    try (SectionIndexWriter writer = new SectionIndexWriter(folder)) {
      for (Articles article : articles) {
        writer.add(article.build());
      }
      writer.commit();
    }
    return SectionIndex.open(folder);
  }

  static SiteSearch search(SectionIndex index, @Nullable PairModel model) {
    if (model == null) {
      return new SiteSearch(new Ranker(index, RankingSettings.DEFAULT, Map.of()), null);
    }
    RankingSettings settings = RankingSettings.DEFAULT.withWeights(Map.of("model", 1.0));
    Ranker ranker = new Ranker(index, settings, Map.of("model", new PairScorer(ENCODER, 1, model)));
    return new SiteSearch(ranker, new SearchAnswer.ModelName("docent", 3));
  }

  /** A model that likes 'zebra' and nothing else. */
  static float[] countZebras(List<PairEncoder.Pair> pairs) {
    float[] scores = new float[pairs.size()];
    for (int i = 0; i < scores.length; i++) {
      for (int id : pairs.get(i).inputIds()) {
        scores[i] += id == VOCABULARY.id("zebra") ? 1 : 0;
      }
    }
    return scores;
  }

  String address() {
    return (secure ? "https" : "http") + "://127.0.0.1:" + web.port();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address() + path)).build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Asks many times at once. */
  List<CompletableFuture<HttpResponse<String>>> getAtOnce(String path, int times) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path)).build();
    return Stream.generate(() -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
        .limit(times)
        .toList();
  }

  static String query(String words) {
    return "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    web.close();
    index.close();
  }
}
