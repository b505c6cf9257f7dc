package dev.docent.transforms.dataset.examples;

import dev.docent.records.TextSource;
import dev.docent.records.TrainingExample;
import dev.docent.transforms.counting.StageCounter;
import dev.docent.transforms.dataset.negatives.Corpus;
import dev.docent.transforms.dataset.negatives.NegativeMiner;
import dev.docent.transforms.dataset.queries.QueryDraft;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.transforms.DoFn;

/** Gives each query its negatives; a query that gets too few is left out and counted. */
final class MineNegativesFn extends DoFn<QueryDraft, TrainingExample> {
  private static final long serialVersionUID = 1L;

  private final CorporaFiles files;
  private final DatasetPlan plan;
  private final StageCounter written = StageCounter.written();
  private final StageCounter ambiguous = StageCounter.other("queries dropped: ambiguous");
  private final StageCounter tooFew = StageCounter.other("queries dropped: too few negatives");

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
    ToIntFunction<String> pieceCount = plan.pieceCount();
    miners = new EnumMap<>(TextSource.class);
    writers = new EnumMap<>(TextSource.class);
    for (TextSource source : TextSource.values()) {
      Corpus corpus = corpora.of(source);
      miners.put(
          source, new NegativeMiner(corpus, plan.negatives(), plan.hardShare(), plan.seed()));
      writers.put(
          source,
          new ExampleWriter(
              corpus, plan.pieceBudget(), pieceCount, plan.titleDropout(), plan.seed()));
    }
  }

  @ProcessElement
  public void process(@Element QueryDraft draft, OutputReceiver<TrainingExample> out) {
    NegativeMiner.Mined mined = miners.get(draft.source()).mine(draft);
    switch (mined.outcome()) {
      case FOUND -> {
        written.inc();
        out.output(writers.get(draft.source()).write(draft, mined.negatives()));
      }
      case AMBIGUOUS -> ambiguous.inc();
      case TOO_FEW -> tooFew.inc();
    }
  }
}
