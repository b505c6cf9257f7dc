package dev.docent.serving.ranking;

import java.util.List;

/** Finds sections by nearness, not by words. */
public interface Neighbours {
  /**
   * The sections nearest to a query.
   *
   * @param n how many at most, 1 or more
   * @return ids of sections, the nearest first
   * @throws ScoringException if the query can't be turned into a vector
   */
  List<String> nearest(String query, int n) throws ScoringException;

  /**
   * How near sections are to a query.
   *
   * @return one cosine a section, in their order; -1 for one without vectors
   * @throws ScoringException if the query can't be turned into a vector
   */
  float[] nearness(String query, List<String> sectionIds) throws ScoringException;

  /** The same, but that a query is turned into a vector by a deadline or not at all. */
  default Neighbours by(Deadline deadline) {
    return this;
  }
}
