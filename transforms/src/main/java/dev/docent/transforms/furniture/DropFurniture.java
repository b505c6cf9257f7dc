package dev.docent.transforms.furniture;

import dev.docent.records.DeadLetter;
import dev.docent.transforms.coding.CarriedArticle;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Drops what a site repeats on many pages. A first pass counts lines by their hashes, the second
 * takes the few frequent ones as a side input and drops them; text is held for those alone. Plain
 * text documents pass as they are.
 */
public final class DropFurniture extends PTransform<PCollection<CarriedArticle>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<CarriedArticle> ARTICLES = new TupleTag<>("articles") {};

  /** Articles of which nothing was left: {@code only-furniture}. */
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("dead-letters") {};

  /** Rows of the report, as CSV without a header. */
  public static final TupleTag<String> REPORT = new TupleTag<>("report") {};

  /** The header of the report. */
  public static final String REPORT_HEADER = DroppedLine.HEADER;

  static final TupleTag<KV<Long, DroppedLine>> DROPPED = new TupleTag<>("dropped") {};

  private DropFurniture() {}

  public static DropFurniture create() {
    return new DropFurniture();
  }

  @Override
  public PCollectionTuple expand(PCollection<CarriedArticle> articles) {
    PCollection<KV<Long, LineCount>> counts =
        articles
            .apply("Lines", ParDo.of(new CountLinesFn()))
            .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
            .apply("Shards of lines", GroupByKey.create())
            .apply("Count lines", ParDo.of(new SumFn()))
            .setCoder(KvCoder.of(VarLongCoder.of(), new LineCount.InBytes()));
    PCollectionView<Map<Long, Long>> sitePages =
        counts
            .apply("Sites", ParDo.of(new SitesFn()))
            .setCoder(KvCoder.of(VarLongCoder.of(), VarLongCoder.of()))
            .apply("Pages of sites", View.asMap());
    PCollectionView<Map<Long, Long>> furniture =
        counts
            .apply("Judge", ParDo.of(new JudgeFn(sitePages)).withSideInputs(sitePages))
            .setCoder(KvCoder.of(VarLongCoder.of(), VarLongCoder.of()))
            .apply("Furniture", View.asMap());
    PCollectionTuple cleaned =
        articles.apply(
            "Drop",
            ParDo.of(new DropFn(furniture))
                .withSideInputs(furniture)
                .withOutputTags(ARTICLES, TupleTagList.of(DEAD_LETTERS).and(DROPPED)));
    PCollection<String> report =
        cleaned
            .get(DROPPED)
            .setCoder(KvCoder.of(VarLongCoder.of(), SerializableCoder.of(DroppedLine.class)))
            .apply("Sum the report", Combine.perKey(new SumDropped()))
            .apply("Rows", Values.create())
            .apply(
                "As CSV", MapElements.into(TypeDescriptor.of(String.class)).via(DroppedLine::csv))
            .setCoder(StringUtf8Coder.of());
    return PCollectionTuple.of(
            ARTICLES, cleaned.get(ARTICLES).setCoder(CarriedArticle.InBytes.of()))
        .and(DEAD_LETTERS, cleaned.get(DEAD_LETTERS).setCoder(AvroCoder.specific(DeadLetter.class)))
        .and(REPORT, report);
  }

  /** Gives the pages of sites, and of the lines those that are on enough pages to be judged. */
  private static final class SumFn
      extends DoFn<KV<Integer, Iterable<byte[]>>, KV<Long, LineCount>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<byte[]>> shard, OutputReceiver<KV<Long, LineCount>> out) {
      LineShards.sum(shard.getValue())
          .forEach(
              (key, count) -> {
                if (count.is(LineCount.SITE) || count.pages() >= FurnitureRule.MIN_PAGES) {
                  out.output(KV.of(key, count));
                }
              });
    }
  }

  private static final class SumDropped extends Combine.BinaryCombineFn<DroppedLine> {
    private static final long serialVersionUID = 1L;

    @Override
    public DroppedLine apply(DroppedLine left, DroppedLine right) {
      return left.plus(right);
    }
  }

  /** Lets pass the pages of each site. */
  private static final class SitesFn extends DoFn<KV<Long, LineCount>, KV<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<Long, LineCount> count, OutputReceiver<KV<Long, Long>> out) {
      LineCount site = count.getValue();
      if (site.is(LineCount.SITE)) {
        out.output(KV.of(site.site(), site.pages()));
      }
    }
  }

  /** Lets pass what is furniture, with the number of its site's pages. */
  private static final class JudgeFn extends DoFn<KV<Long, LineCount>, KV<Long, Long>> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Map<Long, Long>> sitePages;

    JudgeFn(PCollectionView<Map<Long, Long>> sitePages) {
      this.sitePages = sitePages;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      LineCount line = context.element().getValue();
      if (line.is(LineCount.SITE)) {
        return;
      }
      long pages = context.sideInput(sitePages).getOrDefault(line.site(), 0L);
      if (FurnitureRule.isFurniture(line, pages)) {
        context.output(KV.of(context.element().getKey(), pages));
      }
    }
  }
}
