package dev.docent.pipelines.articles;

import dev.docent.pipelines.beam.BeamJob;
import dev.docent.pipelines.beam.RecordFiles;
import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;
import dev.docent.records.UserException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.SourceKind;
import dev.docent.records.config.SourceLocation;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.IngestSource;
import dev.docent.transforms.counting.CountWritten;
import dev.docent.transforms.fetch.FetchSettings;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.PageSources;
import dev.docent.transforms.sources.PoliteWebClients;
import dev.docent.transforms.sources.Span;
import java.io.IOException;
import java.util.function.Function;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Takes raw pages from their source: {@code pages/}, {@code dead-letters/}, and of a window of time
 * also {@code outcomes/} and {@code window.json}.
 */
public final class IngestStage implements StageBody {
  private final Function<IngestConfig, PageSource> sources;
  private final Fetching fetching;

  public IngestStage() {
    this(PageSources::of, new WebFetching());
  }

  IngestStage(Function<IngestConfig, PageSource> sources, Fetching fetching) {
    this.sources = sources;
    this.fetching = fetching;
  }

  /**
   * Runs the ingest job.
   *
   * @throws UserException if the source gives no page at all, or all pages of a window failed
   */
  @Override
  public void run(StageContext context) throws IOException {
    IngestConfig config = context.settings(IngestConfig.class);
    PageSource source = sources.apply(config);
    FetchSettings settings = FetchSettings.of(config).withCache(context.workspace().listings());
    PoliteWebClients web = new PoliteWebClients(settings);
    if (IngestSource.windowed(config)) {
      new WindowIngest(source, web, fetching, settings).run(context);
      return;
    }
    BeamJob job = BeamJob.of(context);
    PCollectionTuple result = job.pipeline().apply("Ingest", source.read(Span.ALWAYS, web));
    result
        .get(PageSource.PAGES)
        .apply("Count pages", CountWritten.of(RawPage.class))
        .apply("Write pages", RecordFiles.write(RawPage.class, context.outputLocation("pages")));
    result
        .get(PageSource.DEAD_LETTERS)
        .apply(
            "Write dead letters",
            RecordFiles.write(DeadLetter.class, context.outputLocation("dead-letters")));
    job.run();
    if (context.counts().written() == 0) {
      throw noPages(config, source.kind(), context);
    }
  }

  private static UserException noPages(IngestConfig config, SourceKind kind, StageContext context)
      throws IOException {
    FirstLetter first = FirstLetter.read(context.written("dead-letters"));
    if (first.found()) {
      return new UserException(
          "--articles '%s' holds no page: of %d looked at, none was taken: %s"
              .formatted(config.articles(), context.counts().read(), first.inWords()));
    }
    boolean byEndings = kind == SourceKind.FILES && !SourceLocation.of(config.articles()).glob();
    return new UserException(
        "--articles '%s' holds no page%s"
            .formatted(
                config.articles(),
                byEndings
                    ? "; looked for were files that end in %s (--endings)"
                        .formatted(config.endings())
                    : " that can be read as %s: %s".formatted(kind.id(), kind.looksLike())));
  }
}
