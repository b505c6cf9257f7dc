package dev.docent.transforms.dataset.examples;

import dev.docent.records.Article;
import dev.docent.records.Entry;
import dev.docent.records.TrainingExample;
import dev.docent.transforms.dataset.SourceDocument;
import dev.docent.transforms.dataset.queries.QueryDraft;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * From articles and matched entries to training examples. The same for the same seed, whatever the
 * parallelism.
 *
 * <pre>{@code
 * PCollection<TrainingExample> examples = BuildExamples.with(plan, files).of(articles, entries);
 * }</pre>
 */
public final class BuildExamples {
  private final DatasetPlan plan;
  private final CorporaFiles files;

  private BuildExamples(DatasetPlan plan, CorporaFiles files) {
    this.plan = plan;
    this.files = files;
  }

  /**
   * The transform.
   *
   * @param files the same articles and entries, for the workers to search in
   */
  public static BuildExamples with(DatasetPlan plan, CorporaFiles files) {
    return new BuildExamples(plan, files);
  }

  public PCollection<TrainingExample> of(
      PCollection<Article> articles, PCollection<Entry> entries) {
    Coder<QueryDraft> coder = SerializableCoder.of(QueryDraft.class);
    PCollection<QueryDraft> fromArticles =
        articles
            .apply(
                "QueriesOfArticles",
                ParDo.of(new MakeQueriesFn<Article>(files, plan, SourceDocument::of)))
            .setCoder(coder);
    PCollection<QueryDraft> fromEntries =
        entries
            .apply(
                "QueriesOfEntries",
                ParDo.of(new MakeQueriesFn<Entry>(files, plan, SourceDocument::of)))
            .setCoder(coder);
    return PCollectionList.of(fromArticles)
        .and(fromEntries)
        .apply("AllQueries", Flatten.pCollections())
        .apply("SelectQueries", new SelectQueries(plan))
        .setCoder(coder)
        .apply("MineNegatives", ParDo.of(new MineNegativesFn(files, plan)))
        .apply("LeaveOutLeaks", new LeaveOutLeaks());
  }
}
