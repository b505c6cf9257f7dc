package dev.docent.transforms.dataset.examples;

import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import dev.docent.transforms.dataset.SourceDocument;
import dev.docent.transforms.dataset.negatives.NegativeMiner;
import dev.docent.transforms.dataset.queries.QueryDraft;
import dev.docent.transforms.dataset.queries.QueryWriter;
import dev.docent.transforms.dataset.queries.SectionTexts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the examples that {@link BuildExamples} makes, in one thread and without Beam. */
public final class ExampleMaker {
  private final DatasetPlan plan;
  private final Corpora corpora;
  private final SectionTexts texts;

  public ExampleMaker(DatasetPlan plan, Corpora corpora) {
    this.plan = plan;
    this.corpora = corpora;
    this.texts = corpora.texts(plan);
  }

  /** The examples of all documents, sorted by id. */
  public List<TrainingExample> make(List<SourceDocument> documents) {
    Map<TextSource, NegativeMiner> miners = new EnumMap<>(TextSource.class);
    Map<TextSource, ExampleWriter> writers = new EnumMap<>(TextSource.class);
    for (TextSource source : TextSource.values()) {
      miners.put(source, new NegativeMiner(corpora.of(source), plan.mining(), plan.seed()));
      writers.put(
          source, new ExampleWriter(corpora.of(source), texts, plan.titleDropout(), plan.seed()));
    }
    List<TrainingExample> examples = new ArrayList<>();
    for (QueryDraft draft : plan.selection().select(queries(documents)).drafts()) {
      NegativeMiner.Mined mined = miners.get(draft.source()).mine(draft);
      if (mined.outcome() == NegativeMiner.Outcome.FOUND) {
        examples.add(writers.get(draft.source()).write(draft, mined.negatives()));
      }
    }
    Set<String> heldOut = HeldOutTexts.of(examples);
    return examples.stream()
        .filter(example -> !HeldOutTexts.leaks(example, heldOut))
        .sorted(Comparator.comparing(TrainingExample::getId))
        .toList();
  }

  private List<QueryDraft> queries(List<SourceDocument> documents) {
    Map<TextSource, QueryWriter> writers = new EnumMap<>(TextSource.class);
    for (TextSource source : TextSource.values()) {
      writers.put(source, plan.queryWriter(corpora.of(source).statistics(), texts));
    }
    List<QueryDraft> drafts = new ArrayList<>();
    for (SourceDocument document : documents) {
      int limit = plan.queriesOfOne(corpora.of(document.source()).documents());
      drafts.addAll(
          writers
              .get(document.source())
              .write(document, corpora.split().of(document.id()), corpora.topic(document), limit));
    }
    return drafts;
  }
}
