package dev.docent.pipelines.articles;

import dev.docent.pipelines.beam.BeamJob;
import dev.docent.pipelines.beam.RecordFiles;
import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;
import dev.docent.records.UserException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.transforms.counting.CountWritten;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.PageSources;
import dev.docent.transforms.sources.PlainWebClients;
import dev.docent.transforms.sources.Span;
import java.io.IOException;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Takes raw pages from their source: {@code pages/}, {@code dead-letters/}. */
public final class IngestStage implements StageBody {
  /**
   * Runs the ingest job.
   *
   * @throws UserException if the source gives no page at all
   */
  @Override
  public void run(StageContext context) throws IOException {
    IngestConfig config = context.settings(IngestConfig.class);
    PageSource source = PageSources.of(config);
    BeamJob job = BeamJob.of(context);
    PCollectionTuple result =
        job.pipeline().apply("Ingest", source.read(Span.ALWAYS, new PlainWebClients()));
    result
        .get(PageSource.PAGES)
        .apply("Count pages", CountWritten.of(RawPage.class))
        .apply("Write pages", RecordFiles.write(RawPage.class, context.output().resolve("pages")));
    result
        .get(PageSource.DEAD_LETTERS)
        .apply(
            "Write dead letters",
            RecordFiles.write(DeadLetter.class, context.output().resolve("dead-letters")));
    job.run();
    if (context.counts().written() == 0) {
      throw new UserException(
          "--articles '%s' holds no page: of %d looked at, none was taken %s; --endings is '%s'"
              .formatted(
                  config.articles(),
                  context.counts().read(),
                  context.counts().deadLetters(),
                  config.endings()));
    }
  }
}
