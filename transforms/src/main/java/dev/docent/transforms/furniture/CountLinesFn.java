package dev.docent.transforms.furniture;

import dev.docent.records.Article;
import dev.docent.transforms.hashing.Hash64;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Counts the lines of each article by their hashes, and the pages of each site. */
final class CountLinesFn extends DoFn<Article, KV<Long, LineCount>> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void process(@Element Article article, OutputReceiver<KV<Long, LineCount>> out) {
    long site = Hash64.of(PageLines.site(article));
    // A hash of a hash, so that it meets none of a line.
    out.output(KV.of(Hash64.mix(site), LineCount.ofPage(site)));
    counts(article).forEach((key, count) -> out.output(KV.of(key, count)));
  }

  static Map<Long, LineCount> counts(Article article) {
    Map<Long, LineCount> counts = new HashMap<>();
    if (PageLines.isPlain(article)) {
      return counts;
    }
    long site = Hash64.of(PageLines.site(article));
    for (Line line : PageLines.of(article)) {
      if (line.text().length() <= LineText.MAX_CHARACTERS) {
        counts.compute(
            line.key(),
            (key, count) -> count == null ? LineCount.ofFirst(site, line) : count.again(line));
      }
    }
    return counts;
  }
}
