package dev.docent.transforms.topics;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.records.lsa.SparseVector;
import dev.docent.records.lsa.TfIdf;
import dev.docent.transforms.counting.StageCounter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** Turns each article into rows of the matrix, under its bucket. An empty lexicon gives none. */
final class WeighRows extends DoFn<Article, KV<Integer, SparseRows>> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<Iterable<Lexicon>> lexicon;
  private final StageCounter read = StageCounter.read();
  private final StageCounter articles = StageCounter.other("articles");
  private final StageCounter withoutTerms = StageCounter.other("sections-without-known-terms");
  private transient @Nullable TfIdf tfIdf;
  private transient int buckets;

  WeighRows(PCollectionView<Iterable<Lexicon>> lexicon) {
    this.lexicon = lexicon;
  }

  @ProcessElement
  public void weigh(ProcessContext context) {
    if (tfIdf == null) {
      Lexicon words = OnlyElement.of(context.sideInput(lexicon));
      tfIdf = words.tfIdf();
      buckets = RowBuckets.count(words.sections());
    }
    articles.inc();
    if (tfIdf.terms() == 0) {
      return;
    }
    Article article = context.element();
    SparseRows.Builder rows = new SparseRows.Builder();
    for (Section section : article.getSections()) {
      SparseVector row = tfIdf.weigh(SectionText.of(article, section));
      if (row.isEmpty()) {
        withoutTerms.inc();
      }
      rows.add(section.getId(), article.getId(), row);
      read.inc();
    }
    if (!rows.isEmpty()) {
      context.output(KV.of(RowBuckets.of(article.getId(), buckets), rows.build()));
    }
  }
}
