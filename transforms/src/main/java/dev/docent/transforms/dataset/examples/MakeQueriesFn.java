package dev.docent.transforms.dataset.examples;

import dev.docent.records.TextSource;
import dev.docent.transforms.counting.StageCounter;
import dev.docent.transforms.dataset.SourceDocument;
import dev.docent.transforms.dataset.queries.QueryDraft;
import dev.docent.transforms.dataset.queries.QueryWriter;
import dev.docent.transforms.dataset.queries.SectionTexts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** Makes the queries of each article or entry. */
final class MakeQueriesFn<T> extends DoFn<T, QueryDraft> {
  private static final long serialVersionUID = 1L;

  private final CorporaFiles files;
  private final DatasetPlan plan;
  private final SerializableFunction<T, SourceDocument> toDocument;
  private final StageCounter read = StageCounter.read();
  private final StageCounter made = StageCounter.other("queries made");
  private final StageCounter barren = StageCounter.other("documents without a query");

  private transient Corpora corpora;
  private transient Map<TextSource, QueryWriter> writers;

  @SuppressWarnings("NullAway.Init") // transient fields are set up on the worker
  MakeQueriesFn(
      CorporaFiles files, DatasetPlan plan, SerializableFunction<T, SourceDocument> toDocument) {
    this.files = files;
    this.plan = plan;
    this.toDocument = toDocument;
  }

  @Setup
  public void setUp() {
    corpora = files.load();
    SectionTexts texts = corpora.texts(plan);
    writers = new EnumMap<>(TextSource.class);
    for (TextSource source : TextSource.values()) {
      writers.put(source, plan.queryWriter(corpora.of(source).statistics(), texts));
    }
  }

  @ProcessElement
  public void process(@Element T element, OutputReceiver<QueryDraft> out) {
    read.inc();
    SourceDocument document = toDocument.apply(element);
    int limit = plan.queriesOfOne(corpora.of(document.source()).documents());
    List<QueryDraft> drafts =
        writers
            .get(document.source())
            .write(document, corpora.split().of(document.id()), corpora.topic(document), limit);
    made.inc(drafts.size());
    if (drafts.isEmpty()) {
      barren.inc();
    }
    drafts.forEach(out::output);
  }
}
