package dev.docent.serving.web;

import dev.docent.serving.ranking.Deadline;
import dev.docent.serving.ranking.Ranked;
import dev.docent.serving.ranking.Ranker;
import dev.docent.serving.ranking.Ranking;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.Filter;
import dev.docent.serving.search.IndexedSection;
import dev.docent.serving.search.Passage;
import dev.docent.serving.search.Passages;
import dev.docent.serving.search.SearchText;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.search.Synonyms;
import dev.docent.serving.topics.SectionTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Answers searches: ranks sections, groups them by article, finds the passages to show. */
public final class SiteSearch {
  /** Sections that are looked at for one query. */
  static final int SECTIONS = 200;

  private static final int PASSAGE_CHARS = 260;
  private static final int MORE_PASSAGE_CHARS = 120;

  private final Ranker ranker;
  private final SearchAnswer.@Nullable ModelName model;
  private final Synonyms synonyms;
  private final @Nullable SectionTopics topics;
  private final @Nullable Duration modelTime;

  /**
   * @param model the model among the ranker's scorers; null where there is none
   */
  public SiteSearch(Ranker ranker, SearchAnswer.@Nullable ModelName model) {
    this(ranker, model, Synonyms.NONE, null);
  }

  /**
   * @param model the model among the ranker's scorers; null where there is none
   * @param topics of the same sections; null where they aren't known
   */
  public SiteSearch(
      Ranker ranker,
      SearchAnswer.@Nullable ModelName model,
      Synonyms synonyms,
      @Nullable SectionTopics topics) {
    this(ranker, model, synonyms, topics, null);
  }

  private SiteSearch(
      Ranker ranker,
      SearchAnswer.@Nullable ModelName model,
      Synonyms synonyms,
      @Nullable SectionTopics topics,
      @Nullable Duration modelTime) {
    this.ranker = ranker;
    this.model = model;
    this.synonyms = synonyms;
    this.topics = topics;
    this.modelTime = modelTime;
  }

  /** The same, but that the model may take so long for a search, with all that it is asked. */
  SiteSearch within(Duration time) {
    return new SiteSearch(ranker, model, synonyms, topics, time);
  }

  /** Whether there is a section of an id. */
  boolean isSection(String id) {
    return id.length() <= SimilarRequest.MAX_SECTION && ranker.index().find(id).isPresent();
  }

  /** The web address of a section; empty where there is no such section, or it has none. */
  Optional<String> linkOf(String id) {
    return id.length() > SimilarRequest.MAX_SECTION
        ? Optional.empty()
        : ranker.index().find(id).flatMap(IndexedSection::link);
  }

  /** The model that takes part in rankings, where there is one. */
  Optional<SearchAnswer.ModelName> model() {
    return Optional.ofNullable(model);
  }

  /** The orders that can be asked for, BM25's first. */
  List<SearchRequest.Order> orders() {
    List<SearchRequest.Order> orders = new ArrayList<>();
    orders.add(SearchRequest.Order.BM25);
    if (topics != null) {
      orders.add(SearchRequest.Order.LSA);
    }
    if (model != null) {
      orders.add(SearchRequest.Order.BEST);
    }
    return orders;
  }

  /**
   * Searches.
   *
   * @throws BadRequestException if topics are asked for and aren't known
   */
  public SearchAnswer answer(SearchRequest request) {
    return answer(request, System.nanoTime(), () -> false);
  }

  /**
   * Searches for a request that may have waited: the model's time counts from when it came.
   *
   * @param came by {@link System#nanoTime()}
   * @param abandoned whether nobody waits for the answer any more
   * @throws BadRequestException if topics are asked for and aren't known
   */
  SearchAnswer answer(SearchRequest request, long came, BooleanSupplier abandoned) {
    long start = System.nanoTime();
    SearchText text = SearchText.parse(request.query());
    SectionIndex view = ranker.index().narrowed(text, filter(request), synonyms, request.prefix());
    Ranker narrowed = ranker.over(view, request.ranking() == SearchRequest.Order.BEST);
    Ranking ranking =
        request.ranking() == SearchRequest.Order.LSA
            ? byTopics(text.words(), view)
            : narrowed.rank(text.words(), SECTIONS, deadline(request, came).unless(abandoned));
    Explainer explainer = request.explain() ? new Explainer(narrowed, text.words(), topics) : null;
    Passages passages =
        Passages.of(text.words(), view.language()).with(view.alternatives()).of(view);
    List<List<Ranked>> articles = byArticle(ranking.results());
    List<SearchAnswer.Result> results = new ArrayList<>();
    int from = Math.min(request.from(), articles.size());
    int to = Math.min(from + request.size(), articles.size());
    for (int i = from; i < to; i++) {
      List<Ranked> sections = articles.get(i);
      List<Ranked> shown = sections.subList(0, Math.min(sections.size(), request.sections()));
      results.add(result(i + 1, shown, passages, explainer));
    }
    return new SearchAnswer(
        request.query(),
        request.from(),
        request.size(),
        articles.size(),
        Math.round((System.nanoTime() - start) / 1e5) / 10.0,
        rankedBy(ranking, request.ranking()),
        request.prefix() ? null : view.mended(request.query()).orElse(null),
        Facets.of(articles, topics),
        results);
  }

  /**
   * Sections of other articles that are like one: by their place among the topics where that is
   * known, else by their words.
   *
   * @return empty where there is no such section
   */
  Optional<SearchAnswer> like(String sectionId, int size) {
    long start = System.nanoTime();
    SectionIndex index = ranker.index();
    Optional<IndexedSection> section = index.find(sectionId);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    List<Ranked> likest = nearest(section.get());
    boolean byTopics = !likest.isEmpty();
    if (!byTopics) {
      index
          .like(section.get(), SECTIONS, ranker.settings().bm25())
          .forEach(one -> likest.add(ranked(one, one.rank(), one.score())));
    }
    List<List<Ranked>> articles = byArticle(likest);
    Passages passages = Passages.of(section.get().heading(), index.language()).of(index);
    List<SearchAnswer.Result> results = new ArrayList<>();
    for (List<Ranked> one : articles.subList(0, Math.min(size, articles.size()))) {
      results.add(result(results.size() + 1, one.subList(0, 1), passages, null));
    }
    SearchRequest.Order order = byTopics ? SearchRequest.Order.LSA : SearchRequest.Order.BM25;
    return Optional.of(
        new SearchAnswer(
            section.get().heading(),
            0,
            size,
            articles.size(),
            Math.round((System.nanoTime() - start) / 1e5) / 10.0,
            new SearchAnswer.RankedBy(order.id(), "sections like " + sectionId),
            null,
            Facets.of(articles, topics),
            results));
  }

  /** What is near a section among the topics, without its own article. */
  private List<Ranked> nearest(IndexedSection section) {
    List<Ranked> nearest = new ArrayList<>();
    if (topics == null) {
      return nearest;
    }
    for (SectionTopics.Near near : topics.nearest(section.id(), SECTIONS)) {
      IndexedSection one = ranker.index().find(near.id()).orElse(null);
      if (one != null && !one.articleId().equals(section.articleId())) {
        int rank = nearest.size() + 1;
        nearest.add(ranked(new Candidate(one, rank, 0), rank, near.cosine()));
      }
    }
    return nearest;
  }

  private static Ranked ranked(Candidate candidate, int rank, float score) {
    return new Ranked(candidate, rank, score, Map.of(), Map.of());
  }

  private Filter filter(SearchRequest request) {
    Integer topic = request.topic();
    if (topic == null) {
      return new Filter(request.tag(), request.after(), request.before(), null);
    }
    if (topics == null || !topics.isTopic(topic)) {
      BadRequestException.Collector problem = new BadRequestException.Collector();
      problem.add("topic", "is no topic of this site");
      problem.throwIfAny();
      return Filter.NONE;
    }
    return new Filter(request.tag(), request.after(), request.before(), topics.sections(topic));
  }

  /** The sections nearest to the words among the topics, of those that the view has. */
  private Ranking byTopics(String words, SectionIndex view) {
    if (topics == null) {
      BadRequestException.Collector problem = new BadRequestException.Collector();
      problem.add("ranking", "can't be lsa: the site's topics aren't known here");
      problem.throwIfAny();
    }
    List<SectionTopics.Near> near = topics == null ? List.of() : topics.nearestTo(words, SECTIONS);
    Map<String, Candidate> known = new LinkedHashMap<>();
    List<String> ids = near.stream().map(SectionTopics.Near::id).toList();
    for (Candidate candidate : view.score(words, ids, ranker.settings().bm25(), 1)) {
      known.put(candidate.section().id(), candidate);
    }
    List<Ranked> ordered = new ArrayList<>();
    for (SectionTopics.Near one : near) {
      Candidate candidate = known.get(one.id());
      if (candidate != null) {
        ordered.add(ranked(candidate, ordered.size() + 1, one.cosine()));
      }
    }
    return new Ranking(ordered, Ranking.Method.BM25, null);
  }

  private Deadline deadline(SearchRequest request, long came) {
    Integer millis = request.timeoutMillis();
    Deadline usual = modelTime == null ? Deadline.none() : new Deadline(came + modelTime.toNanos());
    return millis == null
        ? usual
        : new Deadline(came + TimeUnit.MILLISECONDS.toNanos(millis)).or(usual);
  }

  private SearchAnswer.RankedBy rankedBy(Ranking ranking, SearchRequest.Order asked) {
    if (asked != SearchRequest.Order.BEST) {
      return new SearchAnswer.RankedBy(asked.id(), SearchAnswer.AS_ASKED);
    }
    boolean fused = ranking.method() == Ranking.Method.FUSED;
    return new SearchAnswer.RankedBy(
        ranking.method().id(),
        ranking.reason(),
        fused ? model : null,
        ranking.scored(),
        ranking.depth());
  }

  private static List<List<Ranked>> byArticle(List<Ranked> sections) {
    Map<String, List<Ranked>> byArticle = new LinkedHashMap<>();
    for (Ranked ranked : sections) {
      byArticle.computeIfAbsent(ranked.section().articleId(), id -> new ArrayList<>()).add(ranked);
    }
    return new ArrayList<>(byArticle.values());
  }

  private static SearchAnswer.Result result(
      int rank, List<Ranked> sections, Passages passages, @Nullable Explainer explainer) {
    IndexedSection best = sections.get(0).section();
    List<SearchAnswer.Hit> more = new ArrayList<>();
    for (Ranked further : sections.subList(1, sections.size())) {
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

  private static List<Passage> headings(IndexedSection section, Passages passages) {
    List<Passage> headings = new ArrayList<>(section.headingPath().size());
    section.headingPath().forEach(heading -> headings.add(passages.whole(heading)));
    return headings;
  }

  private static SearchAnswer.Hit hit(
      Ranked ranked, Passages passages, int length, @Nullable Explainer explainer) {
    IndexedSection section = ranked.section();
    String shown = section.text().isBlank() ? String.join(" ", section.code()) : section.text();
    Float model = ranked.parts().get(RankingSettings.MODEL);
    return new SearchAnswer.Hit(
        ranked.rank(),
        section.id(),
        headings(section, passages),
        section.link().orElse(null),
        passages.best(shown, length),
        ranked.score(),
        new SearchAnswer.Bm25(ranked.candidate().rank(), ranked.candidate().score()),
        model == null ? null : new SearchAnswer.ModelScore(model),
        explainer == null ? null : explainer.of(ranked));
  }
}
