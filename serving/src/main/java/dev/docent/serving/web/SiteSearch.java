package dev.docent.serving.web;

import dev.docent.serving.ranking.Ranked;
import dev.docent.serving.ranking.Ranker;
import dev.docent.serving.ranking.Ranking;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.search.IndexedSection;
import dev.docent.serving.search.Passages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers searches: ranks sections, groups them by article, finds the passages to show. */
public final class SiteSearch {
  /** Sections that are looked at for one query. */
  static final int SECTIONS = 200;

  /** Further sections shown of one article. */
  static final int MORE = 3;

  private static final int PASSAGE_CHARS = 260;
  private static final int MORE_PASSAGE_CHARS = 120;

  private final Ranker ranker;
  private final SearchAnswer.@Nullable ModelName model;

  /**
   * @param model the model among the ranker's scorers; null where there is none
   */
  public SiteSearch(Ranker ranker, SearchAnswer.@Nullable ModelName model) {
    this.ranker = ranker;
    this.model = model;
  }

  /** The model that takes part in rankings, where there is one. */
  Optional<SearchAnswer.ModelName> model() {
    return Optional.ofNullable(model);
  }

  public SearchAnswer answer(SearchRequest request) {
    long start = System.nanoTime();
    Ranking ranking = ranker.rank(request.query(), SECTIONS);
    Explainer explainer = request.explain() ? new Explainer(ranker, request.query()) : null;
    Map<String, List<Ranked>> byArticle = new LinkedHashMap<>();
    for (Ranked ranked : ranking.results()) {
      byArticle.computeIfAbsent(ranked.section().articleId(), id -> new ArrayList<>()).add(ranked);
    }
    List<List<Ranked>> articles = new ArrayList<>(byArticle.values());
    Passages passages = Passages.of(request.query());
    List<SearchAnswer.Result> results = new ArrayList<>();
    int from = Math.min(request.from(), articles.size());
    int to = Math.min(from + request.size(), articles.size());
    for (int i = from; i < to; i++) {
      results.add(result(i + 1, articles.get(i), passages, explainer));
    }
    boolean fused = ranking.method() == Ranking.Method.FUSED;
    return new SearchAnswer(
        request.query(),
        request.from(),
        request.size(),
        articles.size(),
        Math.round((System.nanoTime() - start) / 1e5) / 10.0,
        new SearchAnswer.RankedBy(ranking.method().id(), ranking.reason(), fused ? model : null),
        results);
  }

  private static SearchAnswer.Result result(
      int rank, List<Ranked> sections, Passages passages, @Nullable Explainer explainer) {
    IndexedSection best = sections.get(0).section();
    List<SearchAnswer.Hit> more = new ArrayList<>();
    for (Ranked further : sections.subList(1, Math.min(sections.size(), 1 + MORE))) {
      more.add(hit(further, passages, MORE_PASSAGE_CHARS, explainer));
    }
    SearchAnswer.ArticleHead head =
        new SearchAnswer.ArticleHead(
            best.articleId(),
            passages.whole(title(best)),
            best.pageLink().orElse(null),
            best.published());
    return new SearchAnswer.Result(
        rank, head, hit(sections.get(0), passages, PASSAGE_CHARS, explainer), more);
  }

  private static String title(IndexedSection section) {
    return section.title().isBlank() ? section.articleId() : section.title();
  }

  private static SearchAnswer.Hit hit(
      Ranked ranked, Passages passages, int length, @Nullable Explainer explainer) {
    IndexedSection section = ranked.section();
    String shown = section.text().isBlank() ? String.join(" ", section.code()) : section.text();
    Float model = ranked.parts().get(RankingSettings.MODEL);
    return new SearchAnswer.Hit(
        ranked.rank(),
        section.id(),
        section.headingPath().stream().map(passages::whole).toList(),
        section.link().orElse(null),
        passages.best(shown, length),
        ranked.score(),
        new SearchAnswer.Bm25(ranked.candidate().rank(), ranked.candidate().score()),
        model == null ? null : new SearchAnswer.ModelScore(model),
        explainer == null ? null : explainer.of(ranked));
  }
}
