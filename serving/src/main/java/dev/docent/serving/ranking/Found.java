package dev.docent.serving.ranking;

import dev.docent.serving.search.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was found for a query.
 *
 * @param bm25 BM25's candidates in its order
 * @param pool the candidates that are compared with each other, the likeliest first
 * @param depth how many of the pool's first the cross-encoder is to score
 */
public record Found(List<Candidate> bm25, List<Candidate> pool, int depth) {
  public Found {
    bm25 = List.copyOf(bm25);
    pool = List.copyOf(pool);
  }

  /** Those to be scored by the cross-encoder. */
  public List<Candidate> head() {
    return pool.subList(0, Math.min(depth, pool.size()));
  }

  /** The pool, then the rest of BM25's candidates. */
  public List<Candidate> ordered() {
    List<Candidate> all = new ArrayList<>(pool);
    Set<String> taken = new HashSet<>();
    all.forEach(candidate -> taken.add(candidate.section().id()));
    for (Candidate candidate : bm25) {
      if (taken.add(candidate.section().id())) {
        all.add(candidate);
      }
    }
    return all;
  }
}
