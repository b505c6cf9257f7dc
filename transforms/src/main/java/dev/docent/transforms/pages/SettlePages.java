package dev.docent.transforms.pages;

import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.LocalCopy;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.Unlisted;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Joins what a window's source names with what the windows before know, page by page, and decides
 * what is to be fetched, what is new, unchanged or gone. Takes the output of {@link
 * PageSource#read}.
 *
 * <p>Pages that a source gives whole are shuffled with their content: they come from one API at the
 * speed of its answers, far below that of a shuffle, and so no page appears twice even where an
 * item moves between two answers.
 */
public final class SettlePages extends PTransform<PCollectionTuple, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** What to fetch, each with the outcome that last saw its content, or null. */
  public static final TupleTag<KV<PageLink, PageOutcome>> FETCH = new TupleTag<>("fetch") {};

  /** New pages that the source gave whole. */
  public static final TupleTag<RawPage> PAGES = new TupleTag<>("pages") {};

  /** How pages ended that need no fetch. */
  public static final TupleTag<PageOutcome> OUTCOMES = new TupleTag<>("outcomes") {};

  private static final TupleTag<RawPage> GIVEN = new TupleTag<>("given") {};
  private static final TupleTag<PageLink> LINKS = new TupleTag<>("links") {};
  private static final TupleTag<String> DELETED = new TupleTag<>("deleted") {};
  private static final TupleTag<String> LISTED = new TupleTag<>("listed") {};
  private static final TupleTag<PageOutcome> KNOWN = new TupleTag<>("known") {};

  private final List<String> outcomes;
  private final Unlisted unlisted;

  private SettlePages(List<String> outcomes, Unlisted unlisted) {
    this.outcomes = outcomes;
    this.unlisted = unlisted;
  }

  /**
   * Knows what earlier windows saw.
   *
   * @param windows complete ones of the same source
   * @param unlisted what it means that a known page is not listed
   */
  public static SettlePages after(List<Artifact> windows, Unlisted unlisted) {
    List<String> files = new ArrayList<>();
    windows.forEach(window -> files.addAll(PageFiles.of(window, "outcomes")));
    return new SettlePages(files, unlisted);
  }

  @Override
  public PCollectionTuple expand(PCollectionTuple source) {
    PCollection<PageOutcome> known =
        source
            .getPipeline()
            .apply("Outcome files", Create.of(outcomes).withCoder(StringUtf8Coder.of()))
            .apply("Read outcomes", ParDo.of(new ReadOutcomes()))
            .setCoder(AvroCoder.specific(PageOutcome.class));
    PCollection<KV<String, CoGbkResult>> joined =
        KeyedPCollectionTuple.of(GIVEN, byId(source.get(PageSource.PAGES), RawPage::getId, "Pages"))
            .and(LINKS, byId(source.get(PageSource.LINKS), PageLink::getUrl, "Links"))
            .and(DELETED, byId(source.get(PageSource.GONE), id -> id, "Deleted"))
            .and(LISTED, byId(source.get(PageSource.LISTED), id -> id, "Listed"))
            .and(KNOWN, byId(known, PageOutcome::getId, "Known"))
            .apply("By page", CoGroupByKey.create());
    PCollectionTuple settled =
        joined.apply(
            "Settle",
            ParDo.of(new Settle(unlisted))
                .withOutputTags(FETCH, TupleTagList.of(PAGES).and(OUTCOMES)));
    settled
        .get(FETCH)
        .setCoder(
            KvCoder.of(
                AvroCoder.specific(PageLink.class),
                NullableCoder.of(AvroCoder.specific(PageOutcome.class))));
    settled.get(PAGES).setCoder(AvroCoder.specific(RawPage.class));
    settled.get(OUTCOMES).setCoder(AvroCoder.specific(PageOutcome.class));
    return settled;
  }

  private static <T> PCollection<KV<String, T>> byId(
      PCollection<T> values, SerializableFunction<T, String> id, String name) {
    return values
        .apply(name + " by id", WithKeys.of(id).withKeyType(TypeDescriptors.strings()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), values.getCoder()));
  }

  private static final class ReadOutcomes extends DoFn<String, PageOutcome> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element String file, OutputReceiver<PageOutcome> out) throws IOException {
      AvroFiles.forEach(PageOutcome.class, LocalCopy.of(file), out::output);
    }
  }

  private static final class Settle
      extends DoFn<KV<String, CoGbkResult>, KV<PageLink, PageOutcome>> {
    private static final long serialVersionUID = 1L;

    private final Unlisted unlisted;

    Settle(Unlisted unlisted) {
      this.unlisted = unlisted;
    }

    @ProcessElement
    public void process(@Element KV<String, CoGbkResult> page, MultiOutputReceiver out) {
      CoGbkResult all = page.getValue();
      PageFacts facts =
          new PageFacts(
              page.getKey(),
              list(all.getAll(GIVEN)),
              list(all.getAll(LINKS)),
              all.getAll(DELETED).iterator().hasNext(),
              all.getAll(LISTED).iterator().hasNext(),
              KnownPage.of(all.getAll(KNOWN)));
      Settlement settlement = facts.settle(unlisted, Instant.now().truncatedTo(ChronoUnit.MILLIS));
      if (settlement instanceof Settlement.Fetch fetch) {
        out.get(FETCH).output(KV.of(fetch.asked().link(), fetch.asked().content()));
      } else if (settlement instanceof Settlement.Take take) {
        out.get(PAGES).output(take.page());
        out.get(OUTCOMES).output(take.outcome());
      } else if (settlement instanceof Settlement.End end) {
        out.get(OUTCOMES).output(end.outcome());
      }
    }

    private static <T> List<T> list(Iterable<T> values) {
      List<T> list = new ArrayList<>();
      values.forEach(list::add);
      return list;
    }
  }
}
