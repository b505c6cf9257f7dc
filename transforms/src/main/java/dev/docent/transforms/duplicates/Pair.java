package dev.docent.transforms.duplicates;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.DoubleCoder;

/**
 * Two articles that resemble each other; {@code first} is the better canonical.
 *
 * @param estimated similarity by MinHash
 * @param similarity exact Jaccard of the shingles; 0 where it hasn't been worked out
 * @param exact whether both have the same shingles one by one, in the same order
 */
record Pair(Rank first, Rank second, double estimated, double similarity, boolean exact) {
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

  /** In a shuffle; Java's own form of it is several times as long and as slow. */
  static final class InBytes extends AtomicCoder<Pair> {
    private static final long serialVersionUID = 1L;
    private static final Rank.InBytes RANK = new Rank.InBytes();
    private static final DoubleCoder NUMBER = DoubleCoder.of();
    private static final BooleanCoder FLAG = BooleanCoder.of();

    @Override
    public void encode(Pair pair, OutputStream out) throws IOException {
      RANK.encode(pair.first, out);
      RANK.encode(pair.second, out);
      NUMBER.encode(pair.estimated, out);
      NUMBER.encode(pair.similarity, out);
      FLAG.encode(pair.exact, out);
    }

    @Override
    public Pair decode(InputStream in) throws IOException {
      return new Pair(
          RANK.decode(in), RANK.decode(in), NUMBER.decode(in), NUMBER.decode(in), FLAG.decode(in));
    }
  }
}
