package dev.docent.transforms.fetch;

import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import java.nio.file.Path;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Fetches pages, each with the outcome that last saw its content, or null. Each distinct URL ends
 * in exactly one outcome, and a page where that is FETCHED.
 *
 * <p>Links are grouped by host, so that one worker holds a host: its rate, its connections and its
 * robots.txt are one for the whole job, however many workers there are. Hosts run side by side.
 *
 * <p>A page that a redirect leads to another host is handed to that host's worker: it goes through
 * another round of grouping. A grouping is a barrier, so no two rounds ask one host at a time.
 * There are as many rounds as redirects may be followed, so that no page is left over. A robots.txt
 * that leads to another host is asked for by that host's worker in the same way: the pages go
 * there, are judged, and come back, for which there are two more rounds.
 */
public final class FetchPages
    extends PTransform<PCollection<KV<PageLink, PageOutcome>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** What was fetched. */
  public static final TupleTag<RawPage> PAGES = new TupleTag<>("pages") {};

  /** How each page ended. */
  public static final TupleTag<PageOutcome> OUTCOMES = new TupleTag<>("outcomes") {};

  /** What a redirect led to another host. */
  static final TupleTag<Errand> ONWARD = new TupleTag<>("onward") {};

  /** There and back. */
  private static final int ROBOTS_ROUNDS = 2;

  private final FetchSettings settings;
  private final String kept;

  private FetchPages(FetchSettings settings, String kept) {
    this.settings = settings;
    this.kept = kept;
  }

  /**
   * Fetches by some settings.
   *
   * @param kept the folder in which fetched pages are kept until the window is complete: an attempt
   *     after a kill goes on from it
   */
  public static FetchPages with(FetchSettings settings, Path kept) {
    return new FetchPages(settings, kept.toAbsolutePath().toString());
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<PageLink, PageOutcome>> asked) {
    PCollection<Errand> errands =
        asked.apply("Begin", ParDo.of(new Begin())).setCoder(ErrandCoder.of());
    PCollectionList<RawPage> pages = PCollectionList.empty(asked.getPipeline());
    PCollectionList<PageOutcome> outcomes = PCollectionList.empty(asked.getPipeline());
    int last = settings.maxRedirects() + ROBOTS_ROUNDS;
    for (int round = 0; round <= last; round++) {
      PCollectionTuple fetched = round(errands, round, round == last);
      pages = pages.and(fetched.get(PAGES).setCoder(AvroCoder.specific(RawPage.class)));
      outcomes =
          outcomes.and(fetched.get(OUTCOMES).setCoder(AvroCoder.specific(PageOutcome.class)));
      errands = fetched.get(ONWARD).setCoder(ErrandCoder.of());
    }
    return PCollectionTuple.of(PAGES, pages.apply("All pages", Flatten.pCollections()))
        .and(OUTCOMES, outcomes.apply("All outcomes", Flatten.pCollections()));
  }

  private PCollectionTuple round(PCollection<Errand> errands, int round, boolean last) {
    String after = round == 0 ? "" : " after %d redirects".formatted(round);
    return errands
        .apply("By host" + after, WithKeys.of(new Host()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), ErrandCoder.of()))
        .apply("Hosts" + after, GroupByKey.create())
        .apply(
            "Fetch" + after,
            ParDo.of(new FetchHost(settings, kept, round, last))
                .withOutputTags(PAGES, TupleTagList.of(OUTCOMES).and(ONWARD)));
  }

  private static final class Begin extends DoFn<KV<PageLink, PageOutcome>, Errand> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<PageLink, PageOutcome> asked, OutputReceiver<Errand> out) {
      out.output(Errand.first(asked.getKey(), asked.getValue()));
    }
  }

  private static final class Host implements SerializableFunction<Errand, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String apply(Errand errand) {
      try {
        return Paces.host(WebUrls.parse(errand.next()));
      } catch (FetchException e) {
        // Ends as an outcome of its own when it is asked.
        return "";
      }
    }
  }
}
