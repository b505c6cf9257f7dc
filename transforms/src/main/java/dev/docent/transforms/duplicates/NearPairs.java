package dev.docent.transforms.duplicates;

import dev.docent.transforms.coding.CarriedArticle;
import java.util.Map;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of fingerprints that are near-duplicates: candidates by bands, each verified by the
 * exact Jaccard similarity of both articles' shingles.
 */
final class NearPairs extends PTransform<PCollection<Fingerprint>, PCollection<Pair>> {
  private static final long serialVersionUID = 1L;

  private static final TupleTag<Fingerprint> MEMBERS = new TupleTag<>("members") {};
  private static final TupleTag<Bucket> BUCKET = new TupleTag<>("bucket") {};
  private static final TupleTag<byte[]> SHINGLES = new TupleTag<>("shingles") {};
  private static final TupleTag<Pair> PAIRS = new TupleTag<>("pairs") {};

  private final PCollection<CarriedArticle> articles;
  private final DuplicateRule rule;

  NearPairs(PCollection<CarriedArticle> articles, DuplicateRule rule) {
    this.articles = articles;
    this.rule = rule;
  }

  @Override
  public PCollection<Pair> expand(PCollection<Fingerprint> fingerprints) {
    PCollection<KV<Long, Fingerprint>> bands =
        fingerprints.apply("Bands", new SharedBands(MinHash.rows(rule.similarity())));
    PCollection<KV<Long, Bucket>> buckets =
        bands
            .apply("Buckets", Combine.perKey(new Bucket.Gather()))
            .setCoder(KvCoder.of(BigEndianLongCoder.of(), new Bucket.InBytes()));
    PCollection<KV<String, Pair>> candidates =
        KeyedPCollectionTuple.of(MEMBERS, bands)
            .and(BUCKET, buckets)
            .apply("Meet", CoGroupByKey.create())
            .apply("Candidates", ParDo.of(new CandidatesFn(rule.similarity())))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), new Pair.InBytes()))
            .apply("Once each", Combine.perKey(new Either()));
    PCollection<KV<String, Pair>> sides =
        candidates
            .apply("By side", ParDo.of(new SidesFn()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), new Pair.InBytes()));
    PCollectionView<Map<String, Long>> wanted =
        sides.apply("Sides", Count.perKey()).apply("Candidate articles", View.asMap());
    PCollection<KV<String, byte[]>> shingles =
        articles
            .apply("Shingles", ParDo.of(new ShinglesFn(wanted)).withSideInputs(wanted))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of()));
    return KeyedPCollectionTuple.of(PAIRS, sides)
        .and(SHINGLES, shingles)
        .apply("Fetch shingles", CoGroupByKey.create())
        .apply("Give to pairs", ParDo.of(new GiveFn()))
        .setCoder(
            KvCoder.of(StringUtf8Coder.of(), KvCoder.of(new Pair.InBytes(), ByteArrayCoder.of())))
        .apply("Both sides", GroupByKey.create())
        .apply("Verify", ParDo.of(new VerifyFn(rule.similarity())))
        .setCoder(new Pair.InBytes());
  }

  /** The same pair from several buckets is the same. */
  private static final class Either extends Combine.BinaryCombineFn<Pair> {
    private static final long serialVersionUID = 1L;

    @Override
    public Pair apply(Pair left, Pair right) {
      return left;
    }
  }

  private static final class CandidatesFn extends DoFn<KV<Long, CoGbkResult>, KV<String, Pair>> {
    private static final long serialVersionUID = 1L;

    private final double threshold;

    CandidatesFn(double threshold) {
      this.threshold = threshold;
    }

    @ProcessElement
    public void process(@Element KV<Long, CoGbkResult> met, OutputReceiver<KV<String, Pair>> out) {
      Bucket bucket = met.getValue().getOnly(BUCKET);
      if (bucket.size() < 2) {
        return;
      }
      for (Fingerprint member : met.getValue().getAll(MEMBERS)) {
        bucket.candidates(member, threshold, pair -> out.output(KV.of(pair.key(), pair)));
      }
    }
  }

  private static final class SidesFn extends DoFn<KV<String, Pair>, KV<String, Pair>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<String, Pair> keyed, OutputReceiver<KV<String, Pair>> out) {
      Pair pair = keyed.getValue();
      out.output(KV.of(pair.first().id(), pair));
      out.output(KV.of(pair.second().id(), pair));
    }
  }

  private static final class ShinglesFn extends DoFn<CarriedArticle, KV<String, byte[]>> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Map<String, Long>> wanted;

    ShinglesFn(PCollectionView<Map<String, Long>> wanted) {
      this.wanted = wanted;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      CarriedArticle carried = context.element();
      String id = carried.id();
      if (context.sideInput(wanted).containsKey(id)) {
        context.output(KV.of(id, Shingles.toBytes(Shingles.of(carried.article()))));
      }
    }
  }

  private static final class GiveFn
      extends DoFn<KV<String, CoGbkResult>, KV<String, KV<Pair, byte[]>>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<String, CoGbkResult> met, OutputReceiver<KV<String, KV<Pair, byte[]>>> out) {
      byte @Nullable [] shingles = null;
      for (Pair pair : met.getValue().getAll(PAIRS)) {
        if (shingles == null) {
          shingles = met.getValue().getOnly(SHINGLES);
        }
        out.output(KV.of(pair.key(), KV.of(pair, shingles)));
      }
    }
  }

  private static final class VerifyFn extends DoFn<KV<String, Iterable<KV<Pair, byte[]>>>, Pair> {
    private static final long serialVersionUID = 1L;

    private final double threshold;

    VerifyFn(double threshold) {
      this.threshold = threshold;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<KV<Pair, byte[]>>> sides, OutputReceiver<Pair> out) {
      byte @Nullable [] one = null;
      for (KV<Pair, byte[]> side : sides.getValue()) {
        if (one == null) {
          one = side.getValue();
          continue;
        }
        double jaccard =
            Shingles.jaccard(Shingles.fromBytes(one), Shingles.fromBytes(side.getValue()));
        if (jaccard >= threshold) {
          out.output(side.getKey().verified(jaccard));
        }
      }
    }
  }
}
