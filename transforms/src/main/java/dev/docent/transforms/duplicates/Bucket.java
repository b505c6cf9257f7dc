package dev.docent.transforms.duplicates;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine;

/**
 * The articles that share a band, reduced to the best of them: where a site's boilerplate makes a
 * band common to thousands, each is compared with these alone, and the work stays linear.
 */
final class Bucket {
  static final int MAX_CENTRES = 64;

  /** An article names at most so many candidates in one bucket. */
  static final int MAX_CANDIDATES = 4;

  /** Estimates vary; so much below the threshold a pair is still verified. Three deviations. */
  private static final double SLACK = 0.1;

  private final List<Fingerprint> centres = new ArrayList<>();

  void add(Fingerprint fingerprint) {
    if (centres.size() == MAX_CENTRES
        && centres.get(MAX_CENTRES - 1).rank().compareTo(fingerprint.rank()) <= 0) {
      return;
    }
    int place =
        Collections.binarySearch(centres, fingerprint, Comparator.comparing(Fingerprint::rank));
    centres.add(place < 0 ? -place - 1 : place, fingerprint);
    if (centres.size() > MAX_CENTRES) {
      centres.remove(MAX_CENTRES);
    }
  }

  void addAll(Bucket other) {
    other.centres.forEach(this::add);
  }

  int size() {
    return centres.size();
  }

  /** The candidate pairs of one article with better ones of its bucket. */
  void candidates(Fingerprint article, double threshold, Consumer<Pair> out) {
    int found = 0;
    for (Fingerprint centre : centres) {
      if (centre.rank().compareTo(article.rank()) >= 0 || found == MAX_CANDIDATES) {
        return;
      }
      double estimated = MinHash.similarity(centre.signature(), article.signature());
      if (estimated >= threshold - SLACK) {
        found++;
        out.accept(Pair.candidate(centre, article, estimated));
      }
    }
  }

  /** Gathers a bucket. */
  static final class Gather extends Combine.CombineFn<Fingerprint, Bucket, Bucket> {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket createAccumulator() {
      return new Bucket();
    }

    @Override
    public Bucket addInput(Bucket bucket, Fingerprint fingerprint) {
      bucket.add(fingerprint);
      return bucket;
    }

    @Override
    public Bucket mergeAccumulators(Iterable<Bucket> buckets) {
      Bucket all = new Bucket();
      buckets.forEach(all::addAll);
      return all;
    }

    @Override
    public Coder<Bucket> getAccumulatorCoder(CoderRegistry registry, Coder<Fingerprint> inputs) {
      return new InBytes();
    }

    @Override
    public Coder<Bucket> getDefaultOutputCoder(CoderRegistry registry, Coder<Fingerprint> inputs) {
      return new InBytes();
    }

    @Override
    public Bucket extractOutput(Bucket bucket) {
      return bucket;
    }
  }

  static final class InBytes extends AtomicCoder<Bucket> {
    private static final long serialVersionUID = 1L;
    private static final ListCoder<Fingerprint> LIST = ListCoder.of(new Fingerprint.InBytes());

    @Override
    public void encode(Bucket bucket, OutputStream out) throws IOException {
      LIST.encode(bucket.centres, out);
    }

    @Override
    public Bucket decode(InputStream in) throws IOException {
      Bucket bucket = new Bucket();
      bucket.centres.addAll(LIST.decode(in));
      return bucket;
    }
  }
}
