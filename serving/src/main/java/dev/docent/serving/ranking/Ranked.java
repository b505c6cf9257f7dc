package dev.docent.serving.ranking;

import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.IndexedSection;
import java.util.Map;

/**
 * A section in its place.
 *
 * @param rank 1 for the best
 * @param score falls with the rank; it compares results of this query alone
 * @param parts each scorer's own score, {@code bm25} among them; only BM25's for a section below
 *     the depth, or where the scorers failed
 * @param shares what each scorer added to the score: its weight times its z-score; empty where
 *     nothing was fused
 */
public record Ranked(
    Candidate candidate,
    int rank,
    double score,
    Map<String, Float> parts,
    Map<String, Double> shares) {
  public Ranked {
    parts = Map.copyOf(parts);
    shares = Map.copyOf(shares);
  }

  public IndexedSection section() {
    return candidate.section();
  }
}
