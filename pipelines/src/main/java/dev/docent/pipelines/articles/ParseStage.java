package dev.docent.pipelines.articles;

import dev.docent.pipelines.beam.BeamJob;
import dev.docent.pipelines.beam.RecordFiles;
import dev.docent.records.Article;
import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;
import dev.docent.records.UserException;
import dev.docent.records.config.ParseConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.IngestSource;
import dev.docent.transforms.articles.ArticleParser;
import dev.docent.transforms.articles.ParseArticles;
import dev.docent.transforms.pages.EachPage;
import dev.docent.transforms.pages.NewestPages;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Parses raw pages: {@code articles/}, {@code dead-letters/}, {@code sections.csv}, and what the
 * steps over the whole site report, see {@link SiteSteps}.
 */
public final class ParseStage implements StageBody {
  /**
   * Runs the parse job, then writes the CSV from its articles.
   *
   * @throws UserException if no page gives an article
   */
  @Override
  public void run(StageContext context) throws IOException {
    BeamJob job = BeamJob.of(context);
    PCollectionTuple result =
        job.pipeline()
            .apply("Read pages", pages(context))
            .apply(
                "Parse", ParseArticles.with(ArticleParser.of(context.settings(ParseConfig.class))));
    SiteSteps site = new SiteSteps(context.settings(ParseConfig.class), context);
    SiteSteps.Outcome outcome = site.apply(result.get(ParseArticles.ARTICLES));
    outcome
        .articles()
        .apply(
            "Write articles", RecordFiles.write(Article.class, context.outputLocation("articles")));
    PCollectionList.of(result.get(ParseArticles.DEAD_LETTERS))
        .and(outcome.deadLetters().getAll())
        .apply("All dead letters", Flatten.pCollections())
        .apply(
            "Write dead letters",
            RecordFiles.write(DeadLetter.class, context.outputLocation("dead-letters")));
    job.run();
    if (context.counts().written() == 0) {
      throw new UserException(
          "none of %d pages gave an article: dead letters %s, others %s; the dead letters of the parse stage say why"
              .formatted(
                  context.counts().read(),
                  context.counts().deadLetters(),
                  context.counts().others()));
    }
    site.writeReports();
    SectionsCsv.write(context.written("articles"), context.output().resolve("sections.csv"));
  }

  /** Of windows, and of an archive with several captures of a page, the newest version of each. */
  private static PTransform<PBegin, PCollection<RawPage>> pages(StageContext context) {
    if (!context.windows().isEmpty()) {
      return NewestPages.of(context.windows());
    }
    Artifact whole = context.input(Stage.INGEST);
    // Tells if it was taken away.
    whole.location("pages");
    return IngestSource.oneVersionEach(whole.manifest())
        ? EachPage.of(whole)
        : NewestPages.of(List.of(whole));
  }
}
