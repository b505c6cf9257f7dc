package dev.docent.transforms.topics;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.records.lsa.SparseVector;
import dev.docent.records.lsa.TfIdf;
import dev.docent.transforms.counting.StageCounter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** Turns articles into rows of the matrix, many to an element. An empty lexicon gives none. */
final class WeighRows extends DoFn<Article, SparseRows> {
  private static final long serialVersionUID = 1L;

  /** Some 500 kB an element. */
  private static final int VALUES = 1 << 16;

  private final PCollectionView<Iterable<Lexicon>> lexicon;
  private final StageCounter read = StageCounter.read();
  private final StageCounter articles = StageCounter.other("articles");
  private final StageCounter withoutTerms = StageCounter.other("sections-without-known-terms");
  private transient @Nullable TfIdf tfIdf;
  private transient SparseRows.@Nullable Builder rows;

  WeighRows(PCollectionView<Iterable<Lexicon>> lexicon) {
    this.lexicon = lexicon;
  }

  @StartBundle
  public void start() {
    rows = new SparseRows.Builder();
  }

  @ProcessElement
  public void weigh(ProcessContext context) {
    if (tfIdf == null) {
      tfIdf = OnlyElement.of(context.sideInput(lexicon)).tfIdf();
    }
    articles.inc();
    if (tfIdf.terms() == 0) {
      return;
    }
    Article article = context.element();
    for (Section section : article.getSections()) {
      SparseVector row = tfIdf.weigh(SectionText.of(article, section));
      if (row.isEmpty()) {
        withoutTerms.inc();
      }
      rows.add(section.getId(), article.getId(), row);
      read.inc();
    }
    if (rows.values() >= VALUES) {
      context.output(rows.build());
      rows = new SparseRows.Builder();
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    if (!rows.isEmpty()) {
      context.output(rows.build(), BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
    }
    rows = null;
  }
}
