package dev.docent.pipelines.articles;

import dev.docent.pipelines.beam.BeamJob;
import dev.docent.pipelines.beam.RecordFiles;
import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;
import dev.docent.records.UserException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.transforms.articles.Endings;
import dev.docent.transforms.articles.ReadPages;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Takes raw pages from a folder, a BEIR corpus or an archive: {@code pages/}, {@code
 * dead-letters/}.
 */
public final class IngestStage implements StageBody {
  /**
   * Runs the ingest job.
   *
   * @throws UserException if the source gives no page at all
   */
  @Override
  public void run(StageContext context) throws IOException {
    IngestConfig config = context.settings(IngestConfig.class);
    ReadPages read =
        ReadPages.from(
            Path.of(config.articles()), Endings.of(config.endings()), config.maxPageBytes());
    BeamJob job = BeamJob.of(context);
    PCollectionTuple result = job.pipeline().apply("Ingest", read);
    result
        .get(ReadPages.PAGES)
        .apply("Write pages", RecordFiles.write(RawPage.class, context.output().resolve("pages")));
    result
        .get(ReadPages.DEAD_LETTERS)
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
