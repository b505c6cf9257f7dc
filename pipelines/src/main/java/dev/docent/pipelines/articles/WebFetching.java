package dev.docent.pipelines.articles;

import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.transforms.fetch.FetchPages;
import dev.docent.transforms.fetch.FetchSettings;
import java.nio.file.Path;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Fetches from the web, politely. */
final class WebFetching implements Fetching {
  @Override
  public PCollectionTuple fetch(
      PCollection<KV<PageLink, PageOutcome>> asked, FetchSettings settings, Path kept) {
    PCollectionTuple fetched = asked.apply("Fetch pages", FetchPages.with(settings, kept));
    return PCollectionTuple.of(PAGES, fetched.get(FetchPages.PAGES))
        .and(OUTCOMES, fetched.get(FetchPages.OUTCOMES));
  }
}
