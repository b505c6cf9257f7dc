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
      int hash = 1;
      for (int j = i; j < Math.min(terms.size(), i + TERMS); j++) {
        hash = 31 * hash + terms.get(j).hashCode();
      }
      hashes[i] = hash;
    }
    Arrays.sort(hashes);
    int distinct = 1;
    for (int i = 1; i < n; i++) {
      if (hashes[i] != hashes[i - 1]) {
        hashes[distinct++] = hashes[i];
      }
    }
    return new Shingles(Arrays.copyOf(hashes, distinct));
  }

  /** Shared shingles over all shingles of both, 0 to 1. */
  public double jaccard(Shingles other) {
    int shared = shared(other);
    return (double) shared / (hashes.length + other.hashes.length - shared);
  }

  /**
   * Whether the share of shared shingles exceeds a limit. Mostly it doesn't, and that is known long
   * before all are compared.
   */
  public boolean resembles(Shingles other, double limit) {
    int[] a = hashes;
    int[] b = other.hashes;
    // With s shared, s / (a + b - s) is above the limit only from here on.
    double least = limit / (1 + limit) * ((double) a.length + b.length);
    int shared = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (shared + Math.min(a.length - i, b.length - j) < least - 1) {
        return false;
      }
      int order = Integer.compare(a[i], b[j]);
      shared += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return (double) shared / (a.length + b.length - shared) > limit;
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
