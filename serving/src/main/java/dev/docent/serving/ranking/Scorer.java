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

  /**
   * Whether a score costs so little that all that was found is scored, not the head of it alone.
   */
  default boolean ofPool() {
    return false;
  }

  /**
   * Scores as many of the first candidates as can be by a deadline.
   *
   * @return a finite score of each of the first candidates, in their order; of 1 or more unless
   *     there are no candidates
   * @throws ScoringException if there are no scores to be had in time
   */
  default float[] scoreBy(String query, List<Candidate> candidates, Deadline deadline)
      throws ScoringException {
    float[] scores = score(query, candidates);
    if (scores.length != candidates.size()) {
      throw new ScoringException(
          "there are %d scores for %d candidates".formatted(scores.length, candidates.size()));
    }
    return scores;
  }
}
