package dev.docent.serving.topics;

import dev.docent.serving.ranking.Deadline;
import dev.docent.serving.ranking.Scorer;
import dev.docent.serving.search.Candidate;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Scores sections by their cosine with the query in the site's space of topics. */
public final class TopicScorer implements Scorer {
  private final Function<String, ToDoubleFunction<String>> nearness;

  /**
   * @param nearness gives for a query what tells how near a section is, by its id: -1 to 1, and 0
   *     where one of the two has no known word
   */
  public TopicScorer(Function<String, ToDoubleFunction<String>> nearness) {
    this.nearness = nearness;
  }

  @Override
  public float[] score(String query, List<Candidate> candidates) {
    ToDoubleFunction<String> near = nearness.apply(query);
    float[] scores = new float[candidates.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) near.applyAsDouble(candidates.get(i).section().id());
    }
    return scores;
  }

  @Override
  public float[] scoreBy(String query, List<Candidate> candidates, Deadline deadline) {
    return score(query, candidates);
  }

  /** A score is a hundred multiplications. */
  @Override
  public boolean ofPool() {
    return true;
  }
}
