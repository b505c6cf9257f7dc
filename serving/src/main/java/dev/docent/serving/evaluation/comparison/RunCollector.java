package dev.docent.serving.evaluation.comparison;

import dev.docent.records.UserException;
import dev.docent.records.progress.Progress;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.runs.Run;
import dev.docent.serving.ranking.Found;
import dev.docent.serving.ranking.Neighbours;
import dev.docent.serving.ranking.Ranked;
import dev.docent.serving.ranking.Ranker;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.SectionIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ranks queries as the search does, in several variants at once: each query's candidates are found
 * and scored a single time, and every variant fuses those scores by weights of its own.
 */
public final class RunCollector {
  /** Results kept a query; Recall@100 asks for no more, and MAP is that of these. */
  public static final int RESULTS = 100;

  private final SectionIndex index;
  private final RankingSettings settings;
  private final Map<String, Scorer> scorers;
  private final Map<String, Map<String, Double>> variants;
  private final @Nullable Neighbours neighbours;
  private final int kept;

  /**
   * @param settings BM25's parameters and the depth; the weights are the variants'
   * @param scorers by the names that the weights have; empty for BM25 alone
   * @param variants weights by the name of the run
   */
  public RunCollector(
      SectionIndex index,
      RankingSettings settings,
      Map<String, Scorer> scorers,
      Map<String, Map<String, Double>> variants) {
    this(index, settings, scorers, variants, null);
  }

  /**
   * @param settings BM25's parameters and the depths; the weights are the variants'
   * @param scorers by the names that the weights have; empty for BM25 alone
   * @param variants weights by the name of the run
   * @param neighbours finds candidates beside BM25; null where there are no vectors
   */
  public RunCollector(
      SectionIndex index,
      RankingSettings settings,
      Map<String, Scorer> scorers,
      Map<String, Map<String, Double>> variants,
      @Nullable Neighbours neighbours) {
    this(index, settings, scorers, variants, neighbours, RESULTS);
  }

  private RunCollector(
      SectionIndex index,
      RankingSettings settings,
      Map<String, Scorer> scorers,
      Map<String, Map<String, Double>> variants,
      @Nullable Neighbours neighbours,
      int kept) {
    this.neighbours = neighbours;
    this.index = index;
    this.settings = settings;
    this.scorers = scorers;
    this.variants = variants;
    this.kept = kept;
  }

  /**
   * The same, but of the variants so many results a query are kept: hundreds of them fill memory.
   */
  public RunCollector keeping(int results) {
    return new RunCollector(index, settings, scorers, variants, neighbours, results);
  }

  /**
   * What was found.
   *
   * @param bm25 BM25's own order
   * @param runs by the names of the variants
   * @param searchSeconds spent to find candidates
   * @param scoringSeconds spent by the scorers
   */
  public record Collected(
      Run bm25, Map<String, Run> runs, double searchSeconds, double scoringSeconds) {
    /** The measures of all runs, BM25's first, each with the time that it alone would take. */
    public List<Measured> measured(List<JudgedQuery> queries) {
      List<Measured> measured = new ArrayList<>();
      measured.add(Measured.of(bm25, queries, searchSeconds));
      runs.values()
          .forEach(run -> measured.add(Measured.of(run, queries, searchSeconds + scoringSeconds)));
      return measured;
    }
  }

  /**
   * Ranks all queries.
   *
   * @throws UserException if a scorer fails: an evaluation of half a ranker would mislead
   */
  public Collected collect(List<JudgedQuery> queries, Progress progress) {
    Ranker scoring = new Ranker(index, settings.withWeights(allOnes()), scorers, neighbours);
    Run.Builder bm25 = new Run.Builder(RankerNames.BM25);
    Map<String, Run.Builder> builders = new LinkedHashMap<>();
    Map<String, Ranker> rankers = new LinkedHashMap<>();
    variants.forEach(
        (name, weights) -> {
          builders.put(name, new Run.Builder(name));
          rankers.put(name, new Ranker(index, settings.withWeights(weights), scorers));
        });
    long searching = 0;
    long scored = 0;
    for (JudgedQuery query : queries) {
      long start = System.nanoTime();
      int n = Math.max(RESULTS, settings.depth());
      Found found = find(scoring, query, n);
      searching += System.nanoTime() - start;
      add(bm25, query, found.bm25());
      if (!variants.isEmpty()) {
        start = System.nanoTime();
        Map<String, float[]> parts = parts(scoring, query, found);
        List<Candidate> candidates = found.ordered();
        scored += System.nanoTime() - start;
        rankers.forEach(
            (name, ranker) ->
                addRanked(
                    builders.get(name), query, ranker.fused(candidates, kept, parts).results()));
      }
      progress.step();
    }
    Map<String, Run> runs = new LinkedHashMap<>();
    builders.forEach((name, builder) -> runs.put(name, builder.build()));
    return new Collected(bm25.build(), runs, searching / 1e9, scored / 1e9);
  }

  private Map<String, Double> allOnes() {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put(RankingSettings.BM25, 1.0);
    scorers.keySet().forEach(name -> weights.put(name, 1.0));
    return weights;
  }

  private static Map<String, float[]> parts(Ranker scoring, JudgedQuery query, Found found) {
    if (found.pool().isEmpty()) {
      return Map.of();
    }
    try {
      return scoring.parts(query.text(), found);
    } catch (ScoringException e) {
      throw failed(query, e);
    }
  }

  private static Found find(Ranker ranker, JudgedQuery query, int n) {
    try {
      return ranker.find(query.text(), n);
    } catch (ScoringException e) {
      throw failed(query, e);
    }
  }

  private static UserException failed(JudgedQuery query, ScoringException e) {
    return new UserException(
        "query %s ('%s') can't be scored: %s".formatted(query.id(), query.text(), e.getMessage()),
        e);
  }

  private static void add(Run.Builder run, JudgedQuery query, List<Candidate> candidates) {
    List<Candidate> kept = candidates.subList(0, Math.min(RESULTS, candidates.size()));
    run.add(
        query.id(),
        kept.stream().map(candidate -> candidate.section().id()).toList(),
        kept.stream().mapToDouble(Candidate::score).toArray());
  }

  private static void addRanked(Run.Builder run, JudgedQuery query, List<Ranked> results) {
    run.add(
        query.id(),
        results.stream().map(result -> result.section().id()).toList(),
        results.stream().mapToDouble(Ranked::score).toArray());
  }
}
