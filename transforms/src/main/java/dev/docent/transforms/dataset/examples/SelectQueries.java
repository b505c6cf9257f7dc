package dev.docent.transforms.dataset.examples;

import dev.docent.records.TextSource;
import dev.docent.transforms.counting.StageCounter;
import dev.docent.transforms.dataset.queries.QueryDraft;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Chooses the queries of the data set, see {@link QuerySelection}: first each worker's best of
 * every split, source and topic, then the final choice in one place.
 */
final class SelectQueries extends PTransform<PCollection<QueryDraft>, PCollection<QueryDraft>> {
  private static final long serialVersionUID = 1L;

  /** Some of the first choice fall to repeated queries. */
  private static final int SPARE = 2;

  private final DatasetPlan plan;

  SelectQueries(DatasetPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollection<QueryDraft> expand(PCollection<QueryDraft> drafts) {
    return drafts
        .apply(
            "ByStratum",
            WithKeys.of((QueryDraft draft) -> stratum(draft))
                .withKeyType(TypeDescriptors.strings()))
        .apply("FirstOfStratum", Top.perKey(SPARE * plan.maxExamples(), new Foremost()))
        .apply("DropStrata", Values.create())
        .apply("Lists", Flatten.iterables())
        .apply("ToOnePlace", WithKeys.of(0))
        .apply("Gather", GroupByKey.create())
        .apply("Choose", ParDo.of(new Choose(plan)))
        .apply("Spread", Reshuffle.viaRandomKey());
  }

  private static String stratum(QueryDraft draft) {
    return draft.split() + " " + draft.source() + " " + draft.topicId();
  }

  /** Greatest is what should be taken first. */
  private record Foremost() implements Comparator<QueryDraft>, Serializable {
    @Override
    public int compare(QueryDraft a, QueryDraft b) {
      return QuerySelection.order().compare(b, a);
    }
  }

  private static final class Choose extends DoFn<KV<Integer, Iterable<QueryDraft>>, QueryDraft> {
    private static final long serialVersionUID = 1L;
    private final DatasetPlan plan;
    private final StageCounter repeated = StageCounter.other("queries repeated");
    private final StageCounter crowded = StageCounter.other("queries left out: topic share");
    private final StageCounter site = StageCounter.other("queries chosen from the site");
    private final StageCounter wikipedia = StageCounter.other("queries chosen from Wikipedia");

    Choose(DatasetPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<QueryDraft>> all, OutputReceiver<QueryDraft> out) {
      List<QueryDraft> drafts = new ArrayList<>();
      all.getValue().forEach(drafts::add);
      QuerySelection.Selected selected = plan.selection().select(drafts);
      repeated.inc(selected.repeated());
      crowded.inc(selected.crowded());
      for (QueryDraft draft : selected.drafts()) {
        (draft.source() == TextSource.SITE ? site : wikipedia).inc();
        out.output(draft);
      }
    }
  }
}
