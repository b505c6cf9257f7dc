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
 * @param head those to be scored again, the likeliest first
 * @param next those that come after the head
 */
public record Found(List<Candidate> bm25, List<Candidate> head, List<Candidate> next) {
  public Found {
    bm25 = List.copyOf(bm25);
    head = List.copyOf(head);
    next = List.copyOf(next);
  }

  /** The head, what comes next, then the rest of BM25's candidates. */
  public List<Candidate> ordered() {
    List<Candidate> all = new ArrayList<>(head);
    all.addAll(next);
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
