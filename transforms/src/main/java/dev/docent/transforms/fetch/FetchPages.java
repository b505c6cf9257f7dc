package dev.docent.transforms.fetch;

import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import java.nio.file.Path;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Fetches pages, each with the outcome that last saw its content, or null. Each distinct URL ends
 * in exactly one outcome, and a page where that is FETCHED.
 *
 * <p>Links are grouped by host, so that one worker holds a host: its rate, its connections and its
 * robots.txt are one for the whole job, however many workers there are. Hosts run side by side.
 */
public final class FetchPages
    extends PTransform<PCollection<KV<PageLink, PageOutcome>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** What was fetched. */
  public static final TupleTag<RawPage> PAGES = new TupleTag<>("pages") {};

  /** How each page ended. */
  public static final TupleTag<PageOutcome> OUTCOMES = new TupleTag<>("outcomes") {};

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
    PCollectionTuple fetched =
        asked
            .apply("By host", WithKeys.of(new Host()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), asked.getCoder()))
            .apply("Hosts", GroupByKey.create())
            .apply(
                "Fetch",
                ParDo.of(new FetchHost(settings, kept))
                    .withOutputTags(PAGES, TupleTagList.of(OUTCOMES)));
    fetched.get(PAGES).setCoder(AvroCoder.specific(RawPage.class));
    fetched.get(OUTCOMES).setCoder(AvroCoder.specific(PageOutcome.class));
    return fetched;
  }

  private static final class Host
      implements SerializableFunction<KV<PageLink, PageOutcome>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String apply(KV<PageLink, PageOutcome> asked) {
      String url = asked.getKey().getUrl();
      try {
        return Paces.host(WebUrls.parse(url));
      } catch (FetchException e) {
        // Ends as an outcome of its own when it is asked.
        return "";
      }
    }
  }
}
