package dev.docent.transforms.topics;

import dev.docent.records.workspace.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Gathers the articles' rows in buckets of about {@value #ROWS} sections, by a hash of the article:
 * the same rows in the same order in a bucket on any runner. A pass is one loop a bucket.
 */
final class RowBuckets
    extends PTransform<PCollection<KV<Integer, SparseRows>>, PCollection<SparseRows>> {
  private static final long serialVersionUID = 1L;

  /** Their products with a block of 120 columns take a megabyte, so stay in a core's cache. */
  static final int ROWS = 2048;

  /** Buckets of the smallest site, so that a few cores have work. */
  private static final int FEWEST = 8;

  /** How many buckets a matrix of so many rows has. */
  static int count(long sections) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(FEWEST, sections / ROWS));
  }

  /** The bucket of an article, 0 to buckets - 1. */
  static int of(String articleId, int buckets) {
    byte[] digest = Hashes.sha256().digest(articleId.getBytes(StandardCharsets.UTF_8));
    return (int) Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), buckets);
  }

  @Override
  public PCollection<SparseRows> expand(PCollection<KV<Integer, SparseRows>> rows) {
    return rows.apply("Group", GroupByKey.create())
        .apply("Merge", ParDo.of(new Merge()))
        .setCoder(KvCoder.of(VarIntCoder.of(), new SparseRows.Coder()))
        // The keys are few, so a runner may have given one worker most of them.
        .apply("Spread", Reshuffle.of())
        .apply("Buckets", Values.create())
        .setCoder(new SparseRows.Coder());
  }

  private static final class Merge
      extends DoFn<KV<Integer, Iterable<SparseRows>>, KV<Integer, SparseRows>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void merge(
        @Element KV<Integer, Iterable<SparseRows>> bucket,
        OutputReceiver<KV<Integer, SparseRows>> out) {
      out.output(KV.of(bucket.getKey(), SparseRows.merge(bucket.getValue())));
    }
  }
}
