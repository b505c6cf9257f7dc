package dev.docent.transforms.topics;

import dev.docent.records.TextVector;
import dev.docent.records.lsa.LsaModel;
import dev.docent.transforms.counting.StageCounter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Places each section and each article in the LSA space: an article stands where the mean of its
 * sections' rows is projected to.
 */
final class PlaceTexts extends DoFn<SparseRows, TextVector> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<Iterable<SingularVectors>> vectors;
  private final TupleTag<TextVector> articles;
  private final StageCounter written = StageCounter.written();

  /**
   * @param articles where articles go; sections are the main output
   */
  PlaceTexts(PCollectionView<Iterable<SingularVectors>> vectors, TupleTag<TextVector> articles) {
    this.vectors = vectors;
    this.articles = articles;
  }

  @ProcessElement
  public void place(ProcessContext context) {
    SingularVectors v = OnlyElement.of(context.sideInput(vectors));
    SparseRows rows = context.element();
    double[] article = new double[v.topics()];
    for (int row = 0; row < rows.size(); row++) {
      String articleId = rows.articleId(row);
      context.output(
          new TextVector(rows.sectionId(row), articleId, LsaModel.toList(v.project(rows, row))));
      v.addProjection(rows, row, article);
      if (row + 1 == rows.size() || !rows.articleId(row + 1).equals(articleId)) {
        // The mean and the sum have the same direction.
        context.output(
            articles,
            new TextVector(articleId, articleId, LsaModel.toList(LsaModel.unit(article))));
        article = new double[v.topics()];
      }
    }
    written.inc(rows.size());
  }
}
