package dev.docent.pipelines.articles;

import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.transforms.fetch.FetchSettings;
import java.nio.file.Path;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/** Fetches what a window asks for: each link ends in exactly one outcome. */
interface Fetching {
  TupleTag<RawPage> PAGES = new TupleTag<>("pages") {};
  TupleTag<PageOutcome> OUTCOMES = new TupleTag<>("outcomes") {};

  /**
   * Adds the fetching to a pipeline.
   *
   * @param asked links, each with the outcome that last saw its content, or null
   * @param settings how sites are asked
   * @param kept where what was fetched is kept until the window is complete
   * @return {@link #PAGES} and {@link #OUTCOMES}
   */
  PCollectionTuple fetch(
      PCollection<KV<PageLink, PageOutcome>> asked, FetchSettings settings, Path kept);
}
