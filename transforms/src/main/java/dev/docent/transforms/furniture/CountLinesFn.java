package dev.docent.transforms.furniture;

import dev.docent.records.Article;
import dev.docent.transforms.coding.CarriedArticle;
import dev.docent.transforms.hashing.Hash64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Counts the lines of each article by their hashes, and the pages of each site, in shards. */
final class CountLinesFn extends DoFn<CarriedArticle, KV<Integer, byte[]>> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable LineShards shards;
  private transient @Nullable List<KV<Integer, byte[]>> full;

  @StartBundle
  public void start() {
    List<KV<Integer, byte[]>> given = new ArrayList<>();
    full = given;
    shards = new LineShards((shard, piece) -> given.add(KV.of(shard, piece)));
  }

  @ProcessElement
  public void process(@Element CarriedArticle carried, OutputReceiver<KV<Integer, byte[]>> out) {
    Article article = carried.article();
    LineShards all = Objects.requireNonNull(shards);
    long site = Hash64.of(PageLines.site(article));
    // A hash of a hash, so that it meets none of a line.
    all.add(Hash64.mix(site), LineCount.ofPage(site));
    counts(article).forEach(all::add);
    List<KV<Integer, byte[]>> given = Objects.requireNonNull(full);
    given.forEach(out::output);
    given.clear();
  }

  @FinishBundle
  public void end(FinishBundleContext context) {
    Objects.requireNonNull(shards).end();
    for (KV<Integer, byte[]> piece : Objects.requireNonNull(full)) {
      context.output(piece, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
    }
    shards = null;
    full = null;
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
