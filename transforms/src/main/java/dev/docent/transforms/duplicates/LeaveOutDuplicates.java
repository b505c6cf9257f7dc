package dev.docent.transforms.duplicates;

import dev.docent.records.Duplicate;
import dev.docent.transforms.coding.CarriedArticle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Leaves out articles that say the same as another one. Exact duplicates meet by a digest, and only
 * the best of each group is compared further, by MinHash in bands; pairs so found are verified.
 * Only the pairs, not the articles, come together on one worker, where clusters are resolved.
 */
public final class LeaveOutDuplicates
    extends PTransform<PCollection<CarriedArticle>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<CarriedArticle> ARTICLES = new TupleTag<>("articles") {};
  public static final TupleTag<Duplicate> DUPLICATES = new TupleTag<>("duplicates") {};

  private static final TupleTag<Fingerprint> BEST = new TupleTag<>("best") {};
  static final TupleTag<Pair> EXACT = new TupleTag<>("exact") {};

  private final DuplicateRule rule;

  private LeaveOutDuplicates(DuplicateRule rule) {
    this.rule = rule;
  }

  public static LeaveOutDuplicates by(DuplicateRule rule) {
    return new LeaveOutDuplicates(rule);
  }

  @Override
  public PCollectionTuple expand(PCollection<CarriedArticle> articles) {
    PCollectionTuple groups =
        articles
            .apply("Sketch", ParDo.of(new SketchFn(rule)))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), new Fingerprint.InBytes()))
            .apply("Same text", GroupByKey.create())
            .apply("Exact", ParDo.of(new ExactFn()).withOutputTags(BEST, TupleTagList.of(EXACT)));
    PCollection<Fingerprint> best = groups.get(BEST).setCoder(new Fingerprint.InBytes());
    PCollection<Pair> pairs = groups.get(EXACT).setCoder(new Pair.InBytes());
    if (!rule.exactOnly()) {
      PCollection<Pair> near = best.apply("Near", new NearPairs(articles, rule));
      pairs = PCollectionList.of(pairs).and(near).apply("All pairs", Flatten.pCollections());
    }
    PCollectionView<Map<String, Clusters.Left>> left =
        pairs
            .apply("One place", WithKeys.of((Void) null))
            .setCoder(KvCoder.of(VoidCoder.of(), new Pair.InBytes()))
            .apply("Together", GroupByKey.create())
            .apply("Clusters", ParDo.of(new ResolveFn()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(Clusters.Left.class)))
            .apply("Left out", View.asMap());
    PCollectionTuple result =
        articles.apply(
            "Part",
            ParDo.of(new PartFn(left))
                .withSideInputs(left)
                .withOutputTags(ARTICLES, TupleTagList.of(DUPLICATES)));
    result.get(ARTICLES).setCoder(CarriedArticle.InBytes.of());
    result.get(DUPLICATES).setCoder(AvroCoder.specific(Duplicate.class));
    return result;
  }

  /** Of articles with the same text, the best goes on; the others are paired with it. */
  private static final class ExactFn extends DoFn<KV<String, Iterable<Fingerprint>>, Fingerprint> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<String, Iterable<Fingerprint>> group, MultiOutputReceiver out) {
      List<Rank> ranks = new ArrayList<>();
      byte[] signature = new byte[0];
      for (Fingerprint fingerprint : group.getValue()) {
        ranks.add(fingerprint.rank());
        // The same text has the same words, and so the same signature.
        signature = fingerprint.signature();
      }
      ranks.sort(null);
      out.get(BEST).output(new Fingerprint(ranks.get(0), signature));
      for (Rank other : ranks.subList(1, ranks.size())) {
        out.get(EXACT).output(Pair.exact(ranks.get(0), other));
      }
    }
  }

  private static final class ResolveFn
      extends DoFn<KV<Void, Iterable<Pair>>, KV<String, Clusters.Left>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Void, Iterable<Pair>> pairs, OutputReceiver<KV<String, Clusters.Left>> out) {
      Clusters.resolve(pairs.getValue()).forEach(left -> out.output(KV.of(left.id(), left)));
    }
  }
}
