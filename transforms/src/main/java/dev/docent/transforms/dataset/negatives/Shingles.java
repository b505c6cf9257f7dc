package dev.docent.transforms.dataset.negatives;

import dev.docent.records.text.Terms;
import java.util.Arrays;
import java.util.List;

/**
 * The set of a text's three-term sequences, by which near-duplicates are known (Broder, "On the
 * resemblance and containment of documents", 1997). A text of fewer terms is one shingle.
 */
public final class Shingles {
  private static final int TERMS = 3;

  private final int[] hashes;

  private Shingles(int[] hashes) {
    this.hashes = hashes;
  }

  public static Shingles of(String text) {
    return of(Terms.of(text));
  }

  /** The shingles of a text that is analyzed already. */
  public static Shingles of(List<String> terms) {
    int n = Math.max(1, terms.size() - TERMS + 1);
    int[] hashes = new int[n];
    for (int i = 0; i < n; i++) {
      hashes[i] = terms.subList(i, Math.min(terms.size(), i + TERMS)).hashCode();
    }
    return new Shingles(Arrays.stream(hashes).sorted().distinct().toArray());
  }

  /** Shared shingles over all shingles of both, 0 to 1. */
  public double jaccard(Shingles other) {
    int shared = shared(other);
    return (double) shared / (hashes.length + other.hashes.length - shared);
  }

  /** Shared shingles over those of the smaller set: 1 where one text stands whole in the other. */
  public double containment(Shingles other) {
    return (double) shared(other) / Math.min(hashes.length, other.hashes.length);
  }

  private int shared(Shingles other) {
    int shared = 0;
    for (int i = 0, j = 0; i < hashes.length && j < other.hashes.length; ) {
      int order = Integer.compare(hashes[i], other.hashes[j]);
      shared += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return shared;
  }
}
