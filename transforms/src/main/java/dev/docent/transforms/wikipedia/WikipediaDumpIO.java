package dev.docent.transforms.wikipedia;

import dev.docent.records.DeadLetter;
import dev.docent.transforms.wikipedia.dump.DumpPage;
import dev.docent.transforms.wikipedia.dump.DumpSplit;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads Wikipedia dumps, divided among the workers: plain XML anywhere, bzip2 at its streams or
 * blocks, gzip as one; see docs/wikipedia.md.
 *
 * <pre>{@code
 * PCollectionTuple read =
 *     pipeline.apply(WikipediaDumpIO.read(DumpSplits.of("enwiki-multistream.xml.bz2")));
 * read.get(WikipediaDumpIO.PAGES);
 * }</pre>
 */
public final class WikipediaDumpIO {
  /** Articles that can be used: pages of namespace 0 that aren't redirects. */
  public static final TupleTag<DumpPage> PAGES = new TupleTag<>("pages") {};

  /** Faulty pages, and the places where a dump is damaged or breaks off. */
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("dead-letters") {};

  private WikipediaDumpIO() {}

  /**
   * Reads the pages of a dump, each once.
   *
   * @param splits of {@link dev.docent.transforms.wikipedia.dump.DumpSplits}, which finds the files
   *     and where they can be divided
   */
  public static Read read(List<DumpSplit> splits) {
    return new Read(splits);
  }

  /** See {@link #read}. */
  public static final class Read extends PTransform<PBegin, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    private final transient List<DumpSplit> splits;

    private Read(List<DumpSplit> splits) {
      this.splits = splits;
    }

    @Override
    public PCollectionTuple expand(PBegin begin) {
      PCollectionTuple read =
          begin
              .apply("Splits", Create.of(splits).withCoder(SerializableCoder.of(DumpSplit.class)))
              .apply("Share splits", Reshuffle.viaRandomKey())
              .apply(
                  "Pages",
                  ParDo.of(new ReadDump(DEAD_LETTERS))
                      .withOutputTags(PAGES, TupleTagList.of(DEAD_LETTERS)));
      return PCollectionTuple.of(
              PAGES, read.get(PAGES).setCoder(SerializableCoder.of(DumpPage.class)))
          .and(DEAD_LETTERS, read.get(DEAD_LETTERS));
    }
  }
}
