package dev.docent.serving.ranking;

import dev.docent.serving.search.Candidate;
import java.util.List;

/** Gives each candidate a score for a query; the higher, the better it answers. */
public interface Scorer {
  /**
   * Scores candidates.
   *
   * @return one finite score a candidate, in their order; on whatever scale the scorer has
   * @throws ScoringException if there are no scores to be had now
   */
  float[] score(String query, List<Candidate> candidates) throws ScoringException;
}
