package dev.docent.transforms.dataset.negatives;

import dev.docent.records.lsa.LsaModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The sections nearest to a place in the LSA space, by a look at each. */
final class LsaNeighbours {
  /** The nearer the better; of equals the first in the corpus. */
  private static final Comparator<Neighbour> WORST_FIRST =
      Comparator.comparingDouble(Neighbour::cosine)
          .thenComparing(Comparator.comparingInt(Neighbour::ordinal).reversed());

  private LsaNeighbours() {}

  /** A section and its cosine with the place. */
  record Neighbour(int ordinal, float cosine) {}

  /**
   * The nearest sections, the nearest first; none at right angles or beyond.
   *
   * @param trainOnly only sections of training documents
   * @param excluded ordinals that are passed over
   */
  static List<Neighbour> of(
      float[] place, Corpus corpus, boolean trainOnly, Set<Integer> excluded, int depth) {
    PriorityQueue<Neighbour> nearest = new PriorityQueue<>(WORST_FIRST);
    int n = trainOnly ? corpus.train().length : corpus.size();
    for (int i = 0; i < n; i++) {
      int ordinal = trainOnly ? corpus.train()[i] : i;
      float cosine = LsaModel.cosine(place, corpus.vector(ordinal));
      if (cosine > 0
          && (nearest.size() < depth || cosine > nearest.element().cosine())
          && !excluded.contains(ordinal)) {
        nearest.add(new Neighbour(ordinal, cosine));
        if (nearest.size() > depth) {
          nearest.remove();
        }
      }
    }
    List<Neighbour> ordered = new ArrayList<>(nearest);
    ordered.sort(WORST_FIRST.reversed());
    return ordered;
  }
}
