package dev.docent.serving.ranking;

import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.SectionIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the candidates of a query: by BM25, and by nearness where there are vectors. */
final class CandidateFinder {
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
    return new Found(bm25, bm25.subList(0, Math.min(settings.depth(), bm25.size())));
  }

  /**
   * All candidates.
   *
   * @throws ScoringException if the nearest can't be found
   */
  Found find(String query, int n) throws ScoringException {
    Found words = byWords(query, n);
    return neighbours == null ? words : joined(query, words, neighbours);
  }

  private Found joined(String query, Found words, Neighbours vectors) throws ScoringException {
    Map<String, Candidate> known = new HashMap<>();
    words.bm25().forEach(candidate -> known.put(candidate.section().id(), candidate));
    Set<String> taken = new HashSet<>();
    words.head().forEach(candidate -> taken.add(candidate.section().id()));
    List<String> joining =
        vectors.nearest(query, settings.neighbours()).stream().filter(taken::add).toList();
    List<String> unknown = joining.stream().filter(id -> !known.containsKey(id)).toList();
    for (Candidate candidate :
        index.score(query, unknown, settings.bm25(), words.bm25().size() + 1)) {
      known.put(candidate.section().id(), candidate);
    }
    List<Candidate> head = new ArrayList<>(words.head());
    for (String id : joining) {
      Candidate candidate = known.get(id);
      // Vectors of another index may name a section that this one hasn't got.
      if (candidate != null) {
        head.add(candidate);
      }
    }
    return new Found(words.bm25(), head);
  }
}
