package dev.docent.serving.ranking;

import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.PassageTitle;
import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.IndexedSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scores sections by a cross-encoder; a section's score is its best window's. */
public final class PairScorer implements Scorer {
  private final PairEncoder encoder;
  private final int maxWindows;
  private final PairModel model;

  /**
   * @param maxWindows into how many windows at most a section's text is cut, 1 or more
   */
  public PairScorer(PairEncoder encoder, int maxWindows, PairModel model) {
    this.encoder = encoder;
    this.maxWindows = maxWindows;
    this.model = model;
  }

  @Override
  public float[] score(String query, List<Candidate> candidates) throws ScoringException {
    List<PairEncoder.Pair> pairs = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      IndexedSection section = candidates.get(i).section();
      String title = PassageTitle.of(section.title(), section.headingPath());
      for (PairEncoder.Pair pair : encoder.windows(query, title, section.passage(), maxWindows)) {
        pairs.add(pair);
        owners.add(i);
      }
    }
    float[] windowScores = model.score(pairs);
    if (windowScores.length != pairs.size()) {
      throw new ScoringException(
          "the model gave %d scores for %d pairs".formatted(windowScores.length, pairs.size()));
    }
    float[] best = new float[candidates.size()];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < windowScores.length; i++) {
      int owner = owners.get(i);
      // Math.max keeps a NaN, so that the ranker can refuse it.
      best[owner] = Math.max(best[owner], windowScores[i]);
    }
    return best;
  }
}
