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
    Windows windows = windows(query, candidates);
    float[] scores = model.score(windows.pairs);
    if (scores.length != windows.pairs.size()) {
      throw wrongCount(scores.length, windows.pairs.size());
    }
    return windows.best(scores, candidates.size());
  }

  @Override
  public float[] scoreBy(String query, List<Candidate> candidates, Deadline deadline)
      throws ScoringException {
    Windows windows = windows(query, candidates);
    float[] scores = model.scoreBy(windows.pairs, deadline);
    if (scores.length > windows.pairs.size()) {
      throw wrongCount(scores.length, windows.pairs.size());
    }
    // A section counts once all its windows have scores.
    int whole =
        scores.length == windows.pairs.size()
            ? candidates.size()
            : windows.owners.get(scores.length);
    if (whole == 0 && !candidates.isEmpty()) {
      throw new ScoringException("the model had no time for a single section");
    }
    return windows.best(scores, whole);
  }

  private static ScoringException wrongCount(int scores, int pairs) {
    return new ScoringException("the model gave %d scores for %d pairs".formatted(scores, pairs));
  }

  private Windows windows(String query, List<Candidate> candidates) {
    Windows windows = new Windows(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < candidates.size(); i++) {
      IndexedSection section = candidates.get(i).section();
      String title = PassageTitle.of(section.title(), section.headingPath());
      for (PairEncoder.Pair pair : encoder.windows(query, title, section.passage(), maxWindows)) {
        windows.pairs.add(pair);
        windows.owners.add(i);
      }
    }
    return windows;
  }

  /** Pairs, and of which candidate each is a window. */
  private record Windows(List<PairEncoder.Pair> pairs, List<Integer> owners) {
    /** The best score of each of the first candidates. */
    float[] best(float[] scores, int candidates) {
      float[] best = new float[candidates];
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
      for (int i = 0; i < scores.length; i++) {
        int owner = owners.get(i);
        if (owner < candidates) {
          // Math.max keeps a NaN, so that the ranker can refuse it.
          best[owner] = Math.max(best[owner], scores[i]);
        }
      }
      return best;
    }
  }
}
