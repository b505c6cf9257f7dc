package dev.docent.transforms.sources;

import dev.docent.records.DeadLetter;
import dev.docent.records.PageLink;
import dev.docent.records.RawPage;
import java.io.IOException;
import java.io.Serializable;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/** Reads a source: from one place after another, or spread over the workers. */
public final class SourceReading extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1L;
  private static final TupleTag<String> NAMES = new TupleTag<>("names") {};

  private final String location;
  private final @Nullable Lister lister;
  private final Reader reader;

  private SourceReading(String location, @Nullable Lister lister, Reader reader) {
    this.location = location;
    this.lister = lister;
    this.reader = reader;
  }

  /** Names the things that can be read side by side. */
  public interface Lister extends Serializable {
    void list(Names names, ListingSink sink) throws IOException;
  }

  /** Takes names. */
  public interface Names {
    void name(String name);
  }

  /** Reads one thing by its name. */
  public interface Reader extends Serializable {
    void read(String name, ListingSink sink) throws IOException;
  }

  /** Reads one thing on one worker. */
  public static SourceReading once(String location, Reader reader) {
    return new SourceReading(location, null, reader);
  }

  /** Lists on one worker, and reads what was listed on all. */
  public static SourceReading spread(String location, Lister lister, Reader reader) {
    return new SourceReading(location, lister, reader);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollection<String> start =
        input.apply("Source", Create.of(location).withCoder(StringUtf8Coder.of()));
    if (lister == null) {
      return read(start);
    }
    PCollectionTuple listed =
        start.apply(
            "List",
            ParDo.of(new List(lister))
                .withOutputTags(NAMES, TupleTagList.of(PageSource.DEAD_LETTERS)));
    PCollection<DeadLetter> unlisted =
        listed.get(PageSource.DEAD_LETTERS).setCoder(AvroCoder.specific(DeadLetter.class));
    PCollectionTuple read =
        read(
            listed
                .get(NAMES)
                .setCoder(StringUtf8Coder.of())
                .apply("Spread", Reshuffle.viaRandomKey()));
    return PCollectionTuple.of(PageSource.PAGES, read.get(PageSource.PAGES))
        .and(PageSource.LINKS, read.get(PageSource.LINKS))
        .and(PageSource.GONE, read.get(PageSource.GONE))
        .and(PageSource.LISTED, read.get(PageSource.LISTED))
        .and(
            PageSource.DEAD_LETTERS,
            PCollectionList.of(read.get(PageSource.DEAD_LETTERS))
                .and(unlisted)
                .apply("All dead letters", Flatten.pCollections()));
  }

  private PCollectionTuple read(PCollection<String> names) {
    PCollectionTuple tuple =
        names.apply(
            "Read",
            ParDo.of(new Read(reader))
                .withOutputTags(
                    PageSource.PAGES,
                    TupleTagList.of(PageSource.LINKS)
                        .and(PageSource.GONE)
                        .and(PageSource.LISTED)
                        .and(PageSource.DEAD_LETTERS)));
    tuple.get(PageSource.PAGES).setCoder(AvroCoder.specific(RawPage.class));
    tuple.get(PageSource.LINKS).setCoder(AvroCoder.specific(PageLink.class));
    tuple.get(PageSource.GONE).setCoder(StringUtf8Coder.of());
    tuple.get(PageSource.LISTED).setCoder(StringUtf8Coder.of());
    tuple.get(PageSource.DEAD_LETTERS).setCoder(AvroCoder.specific(DeadLetter.class));
    return tuple;
  }

  private static final class List extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private final Lister lister;

    List(Lister lister) {
      this.lister = lister;
    }

    @ProcessElement
    public void process(MultiOutputReceiver out) throws IOException {
      lister.list(out.get(NAMES)::output, new SourceOutputs(out));
    }
  }

  private static final class Read extends DoFn<String, RawPage> {
    private static final long serialVersionUID = 1L;
    private final Reader reader;

    Read(Reader reader) {
      this.reader = reader;
    }

    @ProcessElement
    public void process(@Element String name, MultiOutputReceiver out) throws IOException {
      reader.read(name, new SourceOutputs(out));
    }
  }
}
