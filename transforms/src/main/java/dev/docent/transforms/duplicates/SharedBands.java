package dev.docent.transforms.duplicates;

import dev.docent.transforms.hashing.Hash64;
import java.util.Iterator;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Each fingerprint by those of its bands that another one has too. Nearly all bands are one
 * article's alone, so they are looked for with two numbers a band; whole fingerprints, twenty times
 * as long, travel for what is shared.
 */
final class SharedBands
    extends PTransform<PCollection<Fingerprint>, PCollection<KV<Long, Fingerprint>>> {
  private static final long serialVersionUID = 1L;

  private static final KvCoder<Long, Long> NUMBERS =
      KvCoder.of(BigEndianLongCoder.of(), BigEndianLongCoder.of());
  private static final TupleTag<Long> BANDS = new TupleTag<>("bands") {};
  private static final TupleTag<Fingerprint> WHOLE = new TupleTag<>("whole") {};

  private final int rows;

  /**
   * @param rows values in a band
   */
  SharedBands(int rows) {
    this.rows = rows;
  }

  @Override
  public PCollection<KV<Long, Fingerprint>> expand(PCollection<Fingerprint> fingerprints) {
    PCollection<KV<Long, Long>> shared =
        fingerprints
            .apply("Bands", ParDo.of(new BandsFn(rows)))
            .setCoder(NUMBERS)
            .apply("By band", GroupByKey.create())
            .apply("Shared", ParDo.of(new SharedFn()))
            .setCoder(NUMBERS);
    PCollection<KV<Long, Fingerprint>> whole =
        fingerprints
            .apply(
                "By article",
                WithKeys.of((Fingerprint fingerprint) -> key(fingerprint))
                    .withKeyType(TypeDescriptors.longs()))
            .setCoder(KvCoder.of(BigEndianLongCoder.of(), new Fingerprint.InBytes()));
    return KeyedPCollectionTuple.of(BANDS, shared)
        .and(WHOLE, whole)
        .apply("Meet", CoGroupByKey.create())
        .apply("By shared band", ParDo.of(new GiveFn()))
        .setCoder(KvCoder.of(BigEndianLongCoder.of(), new Fingerprint.InBytes()));
  }

  /** Should two articles have the same, each is merely compared by the other's bands as well. */
  private static long key(Fingerprint fingerprint) {
    return Hash64.of(fingerprint.rank().id());
  }

  private static final class BandsFn extends DoFn<Fingerprint, KV<Long, Long>> {
    private static final long serialVersionUID = 1L;

    private final int rows;

    BandsFn(int rows) {
      this.rows = rows;
    }

    @ProcessElement
    public void process(@Element Fingerprint fingerprint, OutputReceiver<KV<Long, Long>> out) {
      long key = key(fingerprint);
      for (long band : MinHash.bands(fingerprint.signature(), rows)) {
        out.output(KV.of(band, key));
      }
    }
  }

  private static final class SharedFn extends DoFn<KV<Long, Iterable<Long>>, KV<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Long, Iterable<Long>> band, OutputReceiver<KV<Long, Long>> out) {
      Iterator<Long> articles = band.getValue().iterator();
      Long first = articles.next();
      if (!articles.hasNext()) {
        return;
      }
      out.output(KV.of(first, band.getKey()));
      while (articles.hasNext()) {
        out.output(KV.of(articles.next(), band.getKey()));
      }
    }
  }

  private static final class GiveFn extends DoFn<KV<Long, CoGbkResult>, KV<Long, Fingerprint>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Long, CoGbkResult> met, OutputReceiver<KV<Long, Fingerprint>> out) {
      Iterable<Long> bands = met.getValue().getAll(BANDS);
      if (!bands.iterator().hasNext()) {
        return;
      }
      for (Fingerprint fingerprint : met.getValue().getAll(WHOLE)) {
        for (long band : bands) {
          out.output(KV.of(band, fingerprint));
        }
      }
    }
  }
}
