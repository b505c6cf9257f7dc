package dev.docent.serving.ranking;

import java.util.List;

/** Finds sections by nearness, not by words. */
@FunctionalInterface
public interface Neighbours {
  /**
   * The sections nearest to a query.
   *
   * @param n how many at most, 1 or more
   * @return ids of sections, the nearest first
   * @throws ScoringException if the query can't be turned into a vector
   */
  List<String> nearest(String query, int n) throws ScoringException;
}
