package dev.docent.transforms.duplicates;

import dev.docent.records.Article;
import dev.docent.transforms.coding.CarriedArticle;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** The fingerprint of each article that is compared, by the digest of its text. */
final class SketchFn extends DoFn<CarriedArticle, KV<String, Fingerprint>> {
  private static final long serialVersionUID = 1L;

  private final DuplicateRule rule;

  SketchFn(DuplicateRule rule) {
    this.rule = rule;
  }

  @ProcessElement
  public void process(
      @Element CarriedArticle carried, OutputReceiver<KV<String, Fingerprint>> out) {
    Article article = carried.article();
    if (!isCompared(article, rule)) {
      return;
    }
    List<String> texts = ComparedText.of(article);
    byte[] signature = rule.exactOnly() ? new byte[0] : MinHash.signature(Shingles.all(texts));
    out.output(KV.of(ExactText.digest(texts), new Fingerprint(Rank.of(article), signature)));
  }

  /** A plain text document is one whose only section bears its own id. */
  static boolean isCompared(Article article, DuplicateRule rule) {
    return rule.documents()
        || article.getSections().size() != 1
        || !article.getSections().get(0).getId().equals(article.getId());
  }
}
