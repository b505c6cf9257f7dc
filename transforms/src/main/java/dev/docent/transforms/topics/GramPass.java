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

  private final PCollectionView<Iterable<Basis>> basis;

  private final PCollectionView<Iterable<SvdShape>> shape;

  GramPass(PCollectionView<Iterable<Basis>> basis, PCollectionView<Iterable<SvdShape>> shape) {
    this.basis = basis;
    this.shape = shape;
  }

  @Override
  public PCollectionView<Iterable<KV<Integer, DenseBlock>>> expand(PCollection<SparseRows> rows) {
    KvCoder<Integer, DenseBlock> stripe = KvCoder.of(VarIntCoder.of(), new DenseBlock.Coder());
    return rows.apply("Fold", ParDo.of(new Fold(basis, shape)).withSideInputs(basis, shape))
        .setCoder(stripe)
        .apply("Sum", Combine.perKey(new SumBlocks()))
        .apply("Stripes", View.asIterable());
  }

  private static final class Fold extends DoFn<SparseRows, KV<Integer, DenseBlock>> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<Basis>> basis;
    private final PCollectionView<Iterable<SvdShape>> shape;
    private transient @Nullable GramSum sum;

    Fold(PCollectionView<Iterable<Basis>> basis, PCollectionView<Iterable<SvdShape>> shape) {
      this.basis = basis;
      this.shape = shape;
    }

    @ProcessElement
    public void fold(ProcessContext context) {
      if (sum == null) {
        sum =
            new GramSum(
                OnlyElement.of(context.sideInput(basis)),
                OnlyElement.of(context.sideInput(shape)).sections());
      }
      sum.add(context.element());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      if (sum != null) {
        Stripes.cut(sum.sum(), (number, stripe) -> output(number, stripe, context));
        output(Stripes.ENERGY, new DenseBlock(1, 1, new double[] {sum.energy()}), context);
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
