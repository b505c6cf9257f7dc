package dev.docent.transforms.dataset.examples;

import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import dev.docent.transforms.counting.StageCounter;
import dev.docent.transforms.dataset.negatives.Corpus;
import dev.docent.transforms.dataset.negatives.NegativeMiner;
import dev.docent.transforms.dataset.queries.QueryDraft;
import dev.docent.transforms.dataset.queries.SectionTexts;
import java.util.EnumMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;

/** Gives each query its negatives; a query that gets too few is left out and counted. */
final class MineNegativesFn extends DoFn<QueryDraft, TrainingExample> {
  private static final long serialVersionUID = 1L;

  private final CorporaFiles files;
  private final DatasetPlan plan;
  private final StageCounter ambiguous = StageCounter.other("queries dropped: ambiguous");
  private final StageCounter tooFew = StageCounter.other("queries dropped: too few negatives");

  private final StageCounter hardByLsa = StageCounter.other("hard negatives by LSA");
  private final StageCounter overBm25Margin = StageCounter.other("candidates dropped: BM25 margin");
  private final StageCounter overLsaMargin = StageCounter.other("candidates dropped: LSA margin");
  private final StageCounter duplicates =
      StageCounter.other("candidates dropped: near-duplicates of the positive");

  private transient Map<TextSource, NegativeMiner> miners;
  private transient Map<TextSource, ExampleWriter> writers;

  @SuppressWarnings("NullAway.Init") // transient fields are set up on the worker
  MineNegativesFn(CorporaFiles files, DatasetPlan plan) {
    this.files = files;
    this.plan = plan;
  }

  @Setup
  public void setUp() {
    Corpora corpora = files.load();
    SectionTexts texts = corpora.texts(plan);
    miners = new EnumMap<>(TextSource.class);
    writers = new EnumMap<>(TextSource.class);
    for (TextSource source : TextSource.values()) {
      Corpus corpus = corpora.of(source);
      miners.put(source, new NegativeMiner(corpus, plan.mining(), plan.seed()));
      writers.put(source, new ExampleWriter(corpus, texts, plan.titleDropout(), plan.seed()));
    }
  }

  @ProcessElement
  public void process(@Element QueryDraft draft, OutputReceiver<TrainingExample> out) {
    NegativeMiner.Mined mined = miners.get(draft.source()).mine(draft);
    overBm25Margin.inc(mined.dropped().overBm25Margin());
    overLsaMargin.inc(mined.dropped().overLsaMargin());
    duplicates.inc(mined.dropped().duplicates());
    switch (mined.outcome()) {
      case FOUND -> {
        hardByLsa.inc(mined.byLsa());
        out.output(writers.get(draft.source()).write(draft, mined.negatives()));
      }
      case AMBIGUOUS -> ambiguous.inc();
      case TOO_FEW -> tooFew.inc();
    }
  }
}
