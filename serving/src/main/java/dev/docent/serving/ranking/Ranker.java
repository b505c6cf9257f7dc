package dev.docent.serving.ranking;

import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.SectionIndex;
import dev.docent.serving.search.TermScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one ranker of the search and of the evaluation: BM25 finds candidates, scorers score the best
 * of them again, and all scores are fused. Safe for use by several threads if the scorers are.
 */
public final class Ranker {
  private final SectionIndex index;
  private final CandidateFinder finder;
  private final RankingSettings settings;
  private final Map<String, Scorer> scorers;
  private final @Nullable Neighbours neighbours;

  /**
   * @param scorers by the name that the settings' weights have; those without a weight aren't asked
   */
  public Ranker(SectionIndex index, RankingSettings settings, Map<String, Scorer> scorers) {
    this(index, settings, scorers, null);
  }

  /**
   * @param scorers by the name that the settings' weights have; those without a weight aren't asked
   * @param neighbours finds candidates beside BM25; null where there are no vectors
   */
  public Ranker(
      SectionIndex index,
      RankingSettings settings,
      Map<String, Scorer> scorers,
      @Nullable Neighbours neighbours) {
    this.index = index;
    this.finder = new CandidateFinder(index, settings, neighbours);
    this.settings = settings;
    this.neighbours = neighbours;
    Map<String, Scorer> weighted = new LinkedHashMap<>();
    scorers.forEach(
        (name, scorer) -> {
          if (settings.weights().getOrDefault(name, 0.0) > 0) {
            weighted.put(name, scorer);
          }
        });
    this.scorers = weighted;
  }

  /**
   * The same ranking over another view of the index.
   *
   * @param scored whether scorers are asked; without them the order is BM25's
   */
  public Ranker over(SectionIndex view, boolean scored) {
    return new Ranker(view, settings, scored ? scorers : Map.of(), scored ? neighbours : null);
  }

  public SectionIndex index() {
    return index;
  }

  public RankingSettings settings() {
    return settings;
  }

  /**
   * Finds and ranks sections. If a scorer fails, the order is BM25's and the ranking says why.
   *
   * @param n how many results at most
   */
  public Ranking rank(String query, int n) {
    return rank(query, n, Deadline.none());
  }

  /**
   * Finds and ranks sections by a deadline. What the scorers have scored by then comes first; what
   * they were to score and couldn't follows in the candidates' order. Where a scorer fails and
   * nobody waits any more, there are no results.
   *
   * @param n how many results at most
   */
  public Ranking rank(String query, int n, Deadline deadline) {
    if (scorers.isEmpty()) {
      return bm25(finder.byWords(query, n).bm25(), n, "no model is in use");
    }
    try {
      Found found = finder.find(query, n, deadline);
      if (found.head().isEmpty()) {
        return new Ranking(List.of(), Ranking.Method.FUSED, null);
      }
      int depth = found.head().size();
      // Scorers of the whole pool would reorder more of it than the evaluation had reordered.
      Ranking fused = fused(found.ordered(), n, parts(query, found, deadline), depth);
      return new Ranking(fused.results(), fused.method(), null, fused.scored(), depth);
    } catch (ScoringException e) {
      // Where nobody waits any more, nothing is looked for again.
      List<Candidate> words = deadline.isAbandoned() ? List.of() : finder.byWords(query, n).bm25();
      return bm25(words, n, e.getMessage());
    }
  }

  /**
   * Finds the candidates of a query, for {@link #parts} and {@link #fused}.
   *
   * @param n how many of BM25's at most, where that is more than are scored again
   * @throws ScoringException if the nearest can't be found
   */
  public Found find(String query, int n) throws ScoringException {
    return finder.find(query, n, Deadline.none());
  }

  /** What each word of a query adds to a section's BM25 score. */
  public List<TermScore> explain(String query, String sectionId) {
    return index.explain(query, sectionId, settings.bm25());
  }

  /**
   * Each scorer's scores, by its name; BM25's among them. Some are of the whole pool, others of the
   * head alone ({@link Scorer#ofPool}).
   */
  public Map<String, float[]> parts(String query, Found found) throws ScoringException {
    Map<String, float[]> parts = parts(query, found, Deadline.none());
    for (Map.Entry<String, float[]> part : parts.entrySet()) {
      if (part.getValue().length < found.head().size()) {
        throw wrongCount(part.getKey(), part.getValue().length, found.head().size());
      }
    }
    return parts;
  }

  /** Likewise, but of the head as many of the first as there is time for. */
  private Map<String, float[]> parts(String query, Found found, Deadline deadline)
      throws ScoringException {
    Map<String, float[]> parts = new LinkedHashMap<>();
    float[] bm25 = new float[found.pool().size()];
    for (int i = 0; i < bm25.length; i++) {
      bm25[i] = found.pool().get(i).score();
    }
    parts.put(RankingSettings.BM25, bm25);
    for (Map.Entry<String, Scorer> scorer : scorers.entrySet()) {
      List<Candidate> candidates = scorer.getValue().ofPool() ? found.pool() : found.head();
      parts.put(scorer.getKey(), checked(scorer, query, candidates, deadline));
    }
    return parts;
  }

  /**
   * Fuses scores that were computed before: the candidates that all scorers have scored come first,
   * the others follow in the order in which they are given.
   *
   * @param parts scores of the first candidates, by scorer, as {@link #parts} gives them
   */
  public Ranking fused(List<Candidate> candidates, int n, Map<String, float[]> parts) {
    return fused(candidates, n, parts, candidates.size());
  }

  /** Likewise, but no more of the first candidates than {@code most} are reordered. */
  private Ranking fused(List<Candidate> candidates, int n, Map<String, float[]> parts, int most) {
    Map<String, double[]> shares = Fusion.shares(parts, settings.weights());
    int shortest = parts.values().stream().mapToInt(some -> some.length).min().orElse(0);
    int scored = Math.min(most, shortest);
    double[] scores = Fusion.sum(shares, scored);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      order.add(i);
    }
    // The sort is stable: equal scores keep BM25's order.
    order.sort(Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
    List<Ranked> results = new ArrayList<>();
    for (int i : order) {
      Map<String, Double> own = new LinkedHashMap<>();
      shares.forEach((name, share) -> own.put(name, share[i]));
      results.add(new Ranked(candidates.get(i), results.size() + 1, scores[i], of(parts, i), own));
    }
    double lowest = scores.length == 0 ? 0 : scores[order.get(scores.length - 1)];
    for (Candidate candidate : candidates.subList(scores.length, candidates.size())) {
      int rank = results.size() + 1;
      double score = lowest - 1 - (rank - scores.length);
      results.add(new Ranked(candidate, rank, score, bm25Part(candidate), Map.of()));
    }
    return new Ranking(
        results.subList(0, Math.min(n, results.size())),
        Ranking.Method.FUSED,
        null,
        scored,
        scored);
  }

  private static float[] checked(
      Map.Entry<String, Scorer> scorer, String query, List<Candidate> candidates, Deadline deadline)
      throws ScoringException {
    float[] scores = scorer.getValue().scoreBy(query, candidates, deadline);
    if (scores.length > candidates.size() || (scores.length == 0 && !candidates.isEmpty())) {
      throw wrongCount(scorer.getKey(), scores.length, candidates.size());
    }
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        throw new ScoringException("the %s gave a score of %s".formatted(scorer.getKey(), score));
      }
    }
    return scores;
  }

  private static ScoringException wrongCount(String scorer, int scores, int candidates) {
    return new ScoringException(
        "the %s gave %d scores for %d candidates".formatted(scorer, scores, candidates));
  }

  private static Ranking bm25(List<Candidate> candidates, int n, @Nullable String reason) {
    List<Ranked> results = new ArrayList<>();
    for (Candidate c : candidates.subList(0, Math.min(n, candidates.size()))) {
      results.add(new Ranked(c, c.rank(), c.score(), bm25Part(c), Map.of()));
    }
    return new Ranking(results, Ranking.Method.BM25, reason);
  }

  private static Map<String, Float> bm25Part(Candidate candidate) {
    return Map.of(RankingSettings.BM25, candidate.score());
  }

  private static Map<String, Float> of(Map<String, float[]> parts, int i) {
    Map<String, Float> one = new LinkedHashMap<>();
    parts.forEach((name, scores) -> one.put(name, scores[i]));
    return one;
  }
}
