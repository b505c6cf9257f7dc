package dev.docent.transforms.duplicates;

import java.io.Serializable;

/**
 * Two articles that resemble each other; {@code first} is the better canonical.
 *
 * @param estimated similarity by MinHash
 * @param similarity exact Jaccard of the shingles; 0 where it hasn't been worked out
 * @param exact whether both have the same shingles one by one, in the same order
 */
record Pair(Rank first, Rank second, double estimated, double similarity, boolean exact)
    implements Serializable {
  static Pair candidate(Fingerprint a, Fingerprint b, double estimated) {
    boolean ordered = a.rank().compareTo(b.rank()) <= 0;
    Rank first = ordered ? a.rank() : b.rank();
    return new Pair(first, ordered ? b.rank() : a.rank(), estimated, 0, false);
  }

  static Pair exact(Rank first, Rank second) {
    return new Pair(first, second, 1, 1, true);
  }

  Pair verified(double jaccard) {
    return new Pair(first, second, estimated, jaccard, false);
  }

  String key() {
    return first.id() + "\n" + second.id();
  }
}
