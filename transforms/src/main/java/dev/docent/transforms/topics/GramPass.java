package dev.docent.transforms.topics;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the matrix: {@code Y = A'A Q} as one block. Each bundle sums up its rows before
 * anything is sent, so a batch runner sends one partial sum a worker.
 */
final class GramPass extends PTransform<PCollection<SparseRows>, PCollection<DenseBlock>> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<Iterable<DenseBlock>> block;

  GramPass(PCollectionView<Iterable<DenseBlock>> block) {
    this.block = block;
  }

  @Override
  public PCollection<DenseBlock> expand(PCollection<SparseRows> rows) {
    KvCoder<Integer, DenseBlock> stripe = KvCoder.of(VarIntCoder.of(), new DenseBlock.Coder());
    return rows.apply("Fold", ParDo.of(new Fold(block)).withSideInputs(block))
        .setCoder(stripe)
        .apply("Sum", Combine.perKey(new SumBlocks()))
        .apply("ToOne", ParDo.of(new ToOne()))
        .setCoder(KvCoder.of(VarIntCoder.of(), stripe))
        .apply("Gather", GroupByKey.create())
        .apply("Join", ParDo.of(new Join()))
        .setCoder(new DenseBlock.Coder());
  }

  private static final class Fold extends DoFn<SparseRows, KV<Integer, DenseBlock>> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<DenseBlock>> block;
    private transient @Nullable DenseBlock sum;

    Fold(PCollectionView<Iterable<DenseBlock>> block) {
      this.block = block;
    }

    @ProcessElement
    public void fold(ProcessContext context) {
      DenseBlock q = OnlyElement.of(context.sideInput(block));
      if (sum == null) {
        sum = DenseBlock.zeros(q.rows(), q.columns());
      }
      Subspace.addGram(context.element(), q, sum.values());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      if (sum != null) {
        Stripes.cut(
            sum.rows(),
            sum.columns(),
            sum.values(),
            (number, stripe) ->
                context.output(
                    KV.of(number, stripe),
                    BoundedWindow.TIMESTAMP_MIN_VALUE,
                    GlobalWindow.INSTANCE));
        sum = null;
      }
    }
  }

  private static final class ToOne
      extends DoFn<KV<Integer, DenseBlock>, KV<Integer, KV<Integer, DenseBlock>>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void key(
        @Element KV<Integer, DenseBlock> stripe,
        OutputReceiver<KV<Integer, KV<Integer, DenseBlock>>> out) {
      out.output(KV.of(0, stripe));
    }
  }

  private static final class Join
      extends DoFn<KV<Integer, Iterable<KV<Integer, DenseBlock>>>, DenseBlock> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void join(
        @Element KV<Integer, Iterable<KV<Integer, DenseBlock>>> stripes,
        OutputReceiver<DenseBlock> out) {
      out.output(Stripes.join(stripes.getValue()));
    }
  }
}
