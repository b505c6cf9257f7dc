package dev.docent.transforms.furniture;

import dev.docent.records.Article;
import dev.docent.records.DeadLetter;
import dev.docent.transforms.coding.CarriedArticle;
import dev.docent.transforms.counting.StageCounter;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Takes the furniture out of each article, and tells what it took. */
final class DropFn extends DoFn<CarriedArticle, CarriedArticle> {
  private static final long serialVersionUID = 1L;
  private static final String ONLY_FURNITURE = "only-furniture";

  private final PCollectionView<Map<Long, Long>> furniture;
  private final StageCounter lines = StageCounter.other("furniture-lines");

  DropFn(PCollectionView<Map<Long, Long>> furniture) {
    this.furniture = furniture;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    CarriedArticle carried = context.element();
    Map<Long, Long> sitePages = context.sideInput(furniture);
    if (sitePages.isEmpty() || PageLines.isPlain(carried.article())) {
      context.output(carried);
      return;
    }
    Article article = carried.article();
    Cleaning cleaning = Cleaning.of(article, sitePages::containsKey);
    if (cleaning.article() == article) {
      context.output(carried);
    } else if (cleaning.article() != null) {
      context.output(CarriedArticle.of(cleaning.article()));
    } else {
      StageCounter.deadLetter(ONLY_FURNITURE).inc();
      context.output(
          DropFurniture.DEAD_LETTERS,
          new DeadLetter(
              "parse",
              article.getId(),
              ONLY_FURNITURE,
              "all of its %d lines stand on many pages of the site; see furniture.csv"
                  .formatted(cleaning.dropped().size())));
    }
    Map<Long, DroppedLine> dropped = new HashMap<>();
    for (Line line : cleaning.dropped()) {
      lines.inc();
      dropped.merge(
          line.key(),
          new DroppedLine(
              PageLines.site(article),
              line.heading() ? "section" : "line",
              line.text(),
              1,
              1,
              sitePages.get(line.key()),
              article.getId()),
          (first, again) ->
              new DroppedLine(
                  first.site(),
                  first.kind(),
                  first.text(),
                  1,
                  first.occurrences() + 1,
                  first.sitePages(),
                  first.example()));
    }
    dropped.forEach((key, row) -> context.output(DropFurniture.DROPPED, KV.of(key, row)));
  }
}
