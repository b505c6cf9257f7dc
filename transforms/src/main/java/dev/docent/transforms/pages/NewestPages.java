package dev.docent.transforms.pages;

import dev.docent.records.RawPage;
import dev.docent.records.workspace.Artifact;
import dev.docent.transforms.counting.StageCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads the newest version of each page from several ingestion windows. A page whose newest event
 * is a tombstone is left out; one that came back after its tombstone lives.
 *
 * <p>Contents are never shuffled: the files are read once for ids, times and places alone, the
 * winners are decided by those, and then only the winners are read where they lie. A worker that
 * isn't where the files are gets copies of those it reads from the workspace's store.
 *
 * <p>Counts {@code superseded} (older versions left out) and {@code gone} (pages that had a version
 * and are gone), so that versions = pages given + superseded + gone.
 */
public final class NewestPages extends PTransform<PBegin, PCollection<RawPage>> {
  private static final long serialVersionUID = 1L;

  private final List<String> pages;
  private final List<String> outcomes;

  private NewestPages(List<String> pages, List<String> outcomes) {
    this.pages = pages;
    this.outcomes = outcomes;
  }

  /**
   * Reads windows.
   *
   * @param windows ingest artifacts, each with {@code pages/} and maybe {@code outcomes/}
   */
  public static NewestPages of(List<Artifact> windows) {
    List<String> pages = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    for (Artifact window : windows) {
      pages.addAll(PageFiles.of(window, "pages"));
      outcomes.addAll(PageFiles.of(window, "outcomes"));
    }
    return of(pages, outcomes);
  }

  /** Reads files, each by its path or its location in a store. */
  static NewestPages of(List<String> pages, List<String> outcomes) {
    return new NewestPages(List.copyOf(pages), List.copyOf(outcomes));
  }

  @Override
  public PCollection<RawPage> expand(PBegin input) {
    List<KV<Boolean, String>> files = new ArrayList<>();
    pages.forEach(file -> files.add(KV.of(true, file)));
    outcomes.forEach(file -> files.add(KV.of(false, file)));
    PCollection<KV<Boolean, String>> created =
        input.apply(
            "Files",
            Create.of(files)
                .withCoder(
                    KvCoder.of(
                        org.apache.beam.sdk.coders.BooleanCoder.of(), StringUtf8Coder.of())));
    return created
        .apply("Spread files", Reshuffle.viaRandomKey())
        .apply("Read ids", ParDo.of(new ReadEvents()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), new PageEventCoder()))
        .apply("By page", GroupByKey.create())
        .apply("Choose newest", ParDo.of(new Choose()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), new PageEventCoder()))
        .apply("By place", GroupByKey.create())
        .apply("Read pages", ParDo.of(new ReadChosen()))
        .setCoder(AvroCoder.specific(RawPage.class));
  }

  private static final class ReadEvents extends DoFn<KV<Boolean, String>, KV<String, PageEvent>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Boolean, String> file, OutputReceiver<KV<String, PageEvent>> out)
        throws IOException {
      if (file.getKey()) {
        PageFiles.versions(file.getValue(), event -> out.output(KV.of(event.id(), event)));
      } else {
        PageFiles.tombstones(file.getValue(), event -> out.output(KV.of(event.id(), event)));
      }
    }
  }

  private static final class Choose
      extends DoFn<KV<String, Iterable<PageEvent>>, KV<String, PageEvent>> {
    private static final long serialVersionUID = 1L;

    private final StageCounter superseded = StageCounter.other("superseded");
    private final StageCounter gone = StageCounter.other("gone");

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<PageEvent>> page, OutputReceiver<KV<String, PageEvent>> out) {
      Newest newest = Newest.of(page.getValue());
      if (newest.superseded() > 0) {
        superseded.inc(newest.superseded());
      }
      if (newest.gone()) {
        gone.inc();
      }
      PagePlace place = newest.place();
      if (place != null) {
        PageEvent read = PageEvent.version("", java.time.Instant.EPOCH, "", place);
        out.output(KV.of(place.range(), read));
      }
    }
  }

  private static final class ReadChosen extends DoFn<KV<String, Iterable<PageEvent>>, RawPage> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<String, Iterable<PageEvent>> range, OutputReceiver<RawPage> out)
        throws IOException {
      List<PagePlace> places = new ArrayList<>();
      for (Iterator<PageEvent> events = range.getValue().iterator(); events.hasNext(); ) {
        PagePlace place = events.next().place();
        if (place != null) {
          places.add(place);
        }
      }
      PageFiles.read(places, out::output);
    }
  }
}
