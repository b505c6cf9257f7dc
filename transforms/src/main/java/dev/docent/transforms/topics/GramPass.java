package dev.docent.transforms.topics;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the matrix: {@code Y = A'A Q} in {@link Stripes}, and the squared Frobenius norm of
 * A. Each bundle sums up its rows before anything is sent, so a batch runner sends one partial sum
 * a worker.
 */
final class GramPass
    extends PTransform<
        PCollection<SparseRows>, PCollectionView<Iterable<KV<Integer, DenseBlock>>>> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<Iterable<DenseBlock>> block;

  GramPass(PCollectionView<Iterable<DenseBlock>> block) {
    this.block = block;
  }

  @Override
  public PCollectionView<Iterable<KV<Integer, DenseBlock>>> expand(PCollection<SparseRows> rows) {
    KvCoder<Integer, DenseBlock> stripe = KvCoder.of(VarIntCoder.of(), new DenseBlock.Coder());
    return rows.apply("Fold", ParDo.of(new Fold(block)).withSideInputs(block))
        .setCoder(stripe)
        .apply("Sum", Combine.perKey(new SumBlocks()))
        .apply("Stripes", View.asIterable());
  }

  private static final class Fold extends DoFn<SparseRows, KV<Integer, DenseBlock>> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<DenseBlock>> block;
    private transient @Nullable DenseBlock sum;
    private transient double energy;

    Fold(PCollectionView<Iterable<DenseBlock>> block) {
      this.block = block;
    }

    @ProcessElement
    public void fold(ProcessContext context) {
      DenseBlock q = OnlyElement.of(context.sideInput(block));
      if (sum == null) {
        sum = DenseBlock.zeros(q.rows(), q.columns());
        energy = 0;
      }
      Subspace.addGram(context.element(), q, sum.values());
      energy += context.element().energy();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      if (sum != null) {
        Stripes.cut(sum, (number, stripe) -> output(number, stripe, context));
        output(Stripes.ENERGY, new DenseBlock(1, 1, new double[] {energy}), context);
        sum = null;
      }
    }

    private static void output(
        int number,
        DenseBlock stripe,
        DoFn<SparseRows, KV<Integer, DenseBlock>>.FinishBundleContext context) {
      context.output(
          KV.of(number, stripe), BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
    }
  }
}
