package dev.docent.transforms.articles;

import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;
import dev.docent.transforms.counting.StageCounter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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

/**
 * Reads raw pages from a folder, a BEIR corpus or a tar archive. Counts what it read, wrote and
 * left to the dead letters.
 */
public final class ReadPages extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<RawPage> PAGES = new TupleTag<>("pages") {};
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("dead-letters") {};
  private static final TupleTag<String> IDS = new TupleTag<>("ids") {};

  private final String path;
  private final Endings endings;
  private final long maxPageBytes;

  private ReadPages(String path, Endings endings, long maxPageBytes) {
    this.path = path;
    this.endings = endings;
    this.maxPageBytes = maxPageBytes;
  }

  /**
   * Reads what a path holds.
   *
   * @param endings which files of a folder or an archive are pages
   * @param maxPageBytes larger ones become dead letters
   * @throws dev.docent.records.UserException if the path is nothing that pages can be read from
   */
  public static ReadPages from(Path path, Endings endings, long maxPageBytes) {
    PageSource.of(path);
    return new ReadPages(path.toAbsolutePath().toString(), endings, maxPageBytes);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollection<String> source =
        input.apply("Source", Create.of(path).withCoder(StringUtf8Coder.of()));
    TupleTagList letters = TupleTagList.of(DEAD_LETTERS);
    if (PageSource.of(Path.of(path)) != PageSource.FOLDER) {
      return coded(
          source.apply("Read file", ParDo.of(new ReadFile(this)).withOutputTags(PAGES, letters)));
    }
    PCollectionTuple listed =
        source.apply("List folder", ParDo.of(new ListFolder(this)).withOutputTags(IDS, letters));
    PCollectionTuple read =
        coded(
            listed
                .get(IDS)
                .setCoder(StringUtf8Coder.of())
                .apply("Spread", Reshuffle.viaRandomKey())
                .apply(
                    "Read files",
                    ParDo.of(new ReadFromFolder(this)).withOutputTags(PAGES, letters)));
    PCollection<DeadLetter> unlisted =
        listed.get(DEAD_LETTERS).setCoder(AvroCoder.specific(DeadLetter.class));
    return PCollectionTuple.of(PAGES, read.get(PAGES))
        .and(
            DEAD_LETTERS,
            PCollectionList.of(read.get(DEAD_LETTERS))
                .and(unlisted)
                .apply("All dead letters", Flatten.pCollections()));
  }

  private static PCollectionTuple coded(PCollectionTuple tuple) {
    tuple.get(PAGES).setCoder(AvroCoder.specific(RawPage.class));
    tuple.get(DEAD_LETTERS).setCoder(AvroCoder.specific(DeadLetter.class));
    return tuple;
  }

  private FolderPages folder() throws IOException {
    return new FolderPages(Path.of(path), endings, maxPageBytes);
  }

  /** Counts and hands on to a transform's outputs. */
  private static final class Outputs implements PageSink {
    private final StageCounter read = StageCounter.read();
    private final StageCounter written = StageCounter.written();
    private final DoFn.MultiOutputReceiver out;

    Outputs(DoFn.MultiOutputReceiver out) {
      this.out = out;
    }

    @Override
    public void page(RawPage page) {
      read.inc();
      written.inc();
      out.get(PAGES).output(page);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      read.inc();
      StageCounter.deadLetter(letter.getReason()).inc();
      out.get(DEAD_LETTERS).output(letter);
    }
  }

  private static final class ListFolder extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private final ReadPages settings;

    ListFolder(ReadPages settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void process(MultiOutputReceiver out) throws IOException {
      Outputs outputs = new Outputs(out);
      settings.folder().list(outputs::deadLetter).forEach(out.get(IDS)::output);
    }
  }

  private static final class ReadFromFolder extends DoFn<String, RawPage> {
    private static final long serialVersionUID = 1L;
    private final ReadPages settings;

    ReadFromFolder(ReadPages settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void process(@Element String id, MultiOutputReceiver out) throws IOException {
      settings.folder().read(id, new Outputs(out));
    }
  }

  private static final class ReadFile extends DoFn<String, RawPage> {
    private static final long serialVersionUID = 1L;
    private final ReadPages settings;

    ReadFile(ReadPages settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void process(@Element String name, MultiOutputReceiver out) throws IOException {
      Path file = Path.of(name);
      try (InputStream in = PageSource.open(file)) {
        if (PageSource.of(file) == PageSource.BEIR_CORPUS) {
          new BeirCorpus(settings.maxPageBytes).read(in, new Outputs(out));
        } else {
          new ArchivePages(settings.endings, settings.maxPageBytes)
              .read(file, in, new Outputs(out));
        }
      }
    }
  }
}
