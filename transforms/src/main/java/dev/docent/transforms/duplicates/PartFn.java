package dev.docent.transforms.duplicates;

import dev.docent.records.Article;
import dev.docent.records.Duplicate;
import dev.docent.transforms.coding.CarriedArticle;
import dev.docent.transforms.counting.StageCounter;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Parts articles that stay from duplicates. */
final class PartFn extends DoFn<CarriedArticle, CarriedArticle> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<Map<String, Clusters.Left>> left;
  private final StageCounter exact = StageCounter.other("duplicates-exact");
  private final StageCounter near = StageCounter.other("duplicates-near");

  PartFn(PCollectionView<Map<String, Clusters.Left>> left) {
    this.left = left;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    CarriedArticle carried = context.element();
    Clusters.Left out = context.sideInput(left).get(carried.id());
    if (out == null) {
      context.output(carried);
      return;
    }
    Article article = carried.article();
    (out.exact() ? exact : near).inc();
    context.output(
        LeaveOutDuplicates.DUPLICATES,
        new Duplicate(
            article.getId(),
            article.getUrl(),
            article.getTitle(),
            out.canonicalId(),
            out.exact(),
            (float) out.estimated(),
            (float) out.similarity()));
  }
}
