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
 * @param head those to be scored again: BM25's first, and the nearest that aren't among them
 */
public record Found(List<Candidate> bm25, List<Candidate> head) {
  public Found {
    bm25 = List.copyOf(bm25);
    head = List.copyOf(head);
  }

  /** The head, then the rest of BM25's candidates. */
  public List<Candidate> ordered() {
    Set<String> taken = new HashSet<>();
    head.forEach(candidate -> taken.add(candidate.section().id()));
    List<Candidate> all = new ArrayList<>(head);
    for (Candidate candidate : bm25) {
      if (!taken.contains(candidate.section().id())) {
        all.add(candidate);
      }
    }
    return all;
  }
}
