package dev.docent.serving.ranking;

import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.SectionIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the candidates of a query: by BM25, and by nearness where there are vectors. */
final class CandidateFinder {
  /** BM25's candidates that are ordered together with the nearest. */
  private static final int POOL = 100;

  private static final Map<String, Double> HALVES =
      Map.of(RankingSettings.BM25, 0.5, RankingSettings.ENCODER, 0.5);

  private final SectionIndex index;
  private final RankingSettings settings;
  private final @Nullable Neighbours neighbours;

  CandidateFinder(SectionIndex index, RankingSettings settings, @Nullable Neighbours neighbours) {
    this.index = index;
    this.settings = settings;
    this.neighbours = settings.neighbours() == 0 ? null : neighbours;
  }

  /** BM25's candidates alone, {@code n} at most, or as many as are scored again. */
  Found byWords(String query, int n) {
    List<Candidate> bm25 = index.search(query, Math.max(n, settings.depth()), settings.bm25());
    int scored = Math.min(settings.depth(), bm25.size());
    return new Found(bm25, bm25.subList(0, scored), scored);
  }

  /**
   * All candidates.
   *
   * @throws ScoringException if the nearest can't be found
   */
  Found find(String query, int n, Deadline deadline) throws ScoringException {
    Found words = byWords(query, n);
    return neighbours == null ? words : joined(query, words, neighbours.by(deadline));
  }

  /**
   * BM25's first and the nearest, ordered by both together: what stands in front is scored again.
   */
  private Found joined(String query, Found words, Neighbours vectors) throws ScoringException {
    int most = Math.max(POOL, settings.depth());
    Map<String, Candidate> pool = new LinkedHashMap<>();
    words
        .bm25()
        .subList(0, Math.min(most, words.bm25().size()))
        .forEach(candidate -> pool.put(candidate.section().id(), candidate));
    for (Candidate candidate : near(query, words, vectors)) {
      pool.putIfAbsent(candidate.section().id(), candidate);
    }
    List<Candidate> candidates = List.copyOf(pool.values());
    float[] bm25 = new float[candidates.size()];
    for (int i = 0; i < bm25.length; i++) {
      bm25[i] = candidates.get(i).score();
    }
    double[] both =
        Fusion.fuse(
            Map.of(
                RankingSettings.BM25,
                bm25,
                RankingSettings.ENCODER,
                vectors.nearness(query, List.copyOf(pool.keySet()))),
            HALVES);
    List<Candidate> ordered = new ArrayList<>();
    IntStream.range(0, both.length)
        .boxed()
        // The sort is stable: equal scores keep BM25's order.
        .sorted(Comparator.comparingDouble((Integer i) -> both[i]).reversed())
        .forEach(i -> ordered.add(candidates.get(i)));
    return new Found(words.bm25(), ordered, settings.depth());
  }

  private List<Candidate> near(String query, Found words, Neighbours vectors)
      throws ScoringException {
    Map<String, Candidate> known = new HashMap<>();
    words.bm25().forEach(candidate -> known.put(candidate.section().id(), candidate));
    List<String> nearest = vectors.nearest(query, settings.neighbours());
    List<String> unknown = nearest.stream().filter(id -> !known.containsKey(id)).toList();
    for (Candidate candidate :
        index.score(query, unknown, settings.bm25(), words.bm25().size() + 1)) {
      known.put(candidate.section().id(), candidate);
    }
    // Vectors of another index may name a section that this one hasn't got.
    return nearest.stream().filter(known::containsKey).map(known::get).toList();
  }
}
