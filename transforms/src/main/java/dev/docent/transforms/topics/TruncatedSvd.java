package dev.docent.transforms.topics;

import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Truncated singular value decomposition of a sparse matrix of any number of rows, by randomised
 * subspace iteration; see {@link Subspace}. All passes are unrolled into one job. What is wide is
 * terms times l, never rows times anything.
 *
 * <p>The same buckets of rows, shape and seed give the same result to the last bit, whatever the
 * parallelism and the order of the buckets; see {@link GramSum}. (Machines whose BLAS takes other
 * routines may differ in the last bits.) No rows give no result.
 */
final class TruncatedSvd extends PTransform<PCollection<SparseRows>, PCollection<SingularVectors>> {
  private static final long serialVersionUID = 1L;

  private final transient PCollection<SvdShape> shape;
  private final int powerIterations;
  private final long seed;

  /**
   * @param shape one element
   * @param powerIterations passes beyond the first that turn the subspace towards the largest
   *     singular vectors, 0 or more
   */
  TruncatedSvd(PCollection<SvdShape> shape, int powerIterations, long seed) {
    if (powerIterations < 0) {
      throw new IllegalArgumentException(
          "illegal power iterations: %d, must be 0 or more".formatted(powerIterations));
    }
    this.shape = shape;
    this.powerIterations = powerIterations;
    this.seed = seed;
  }

  @Override
  public PCollection<SingularVectors> expand(PCollection<SparseRows> rows) {
    PCollectionView<Iterable<SvdShape>> shapeView = shape.apply("Shape", OnlyElement.view());
    PCollectionView<Iterable<Basis>> basis =
        shape
            .apply("Start", ParDo.of(new Start(seed)))
            .setCoder(new Basis.Coder())
            .apply("Block", OnlyElement.view());
    for (int i = 0; i <= powerIterations; i++) {
      var image = rows.apply("Pass" + i, new GramPass(basis, shapeView));
      basis =
          shape
              .apply("Next" + i, ParDo.of(new Next(basis, image)).withSideInputs(basis, image))
              .setCoder(new Basis.Coder())
              .apply("Block" + i, OnlyElement.view());
    }
    var image = rows.apply("LastPass", new GramPass(basis, shapeView));
    return shape
        .apply("Ritz", ParDo.of(new Ritz(basis, image)).withSideInputs(basis, image))
        .setCoder(SerializableCoder.of(SingularVectors.class));
  }

  private static final class Start extends DoFn<SvdShape, Basis> {
    private static final long serialVersionUID = 1L;

    private final long seed;

    Start(long seed) {
      this.seed = seed;
    }

    @ProcessElement
    public void start(@Element SvdShape shape, OutputReceiver<Basis> out) {
      if (shape.columns() > 0) {
        out.output(Subspace.start(shape.terms(), shape.columns(), seed));
      }
    }
  }

  private static final class Next extends DoFn<SvdShape, Basis> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<Basis>> basis;
    private final PCollectionView<Iterable<KV<Integer, DenseBlock>>> image;

    Next(
        PCollectionView<Iterable<Basis>> basis,
        PCollectionView<Iterable<KV<Integer, DenseBlock>>> image) {
      this.basis = basis;
      this.image = image;
    }

    @ProcessElement
    public void turn(ProcessContext context) {
      DenseBlock block = Stripes.join(context.sideInput(image));
      if (block.columns() > 0) {
        context.output(Subspace.next(OnlyElement.of(context.sideInput(basis)), block));
      }
    }
  }

  private static final class Ritz extends DoFn<SvdShape, SingularVectors> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<Basis>> basis;
    private final PCollectionView<Iterable<KV<Integer, DenseBlock>>> image;

    Ritz(
        PCollectionView<Iterable<Basis>> basis,
        PCollectionView<Iterable<KV<Integer, DenseBlock>>> image) {
      this.basis = basis;
      this.image = image;
    }

    @ProcessElement
    public void solve(ProcessContext context) {
      Iterable<KV<Integer, DenseBlock>> stripes = context.sideInput(image);
      DenseBlock block = Stripes.join(stripes);
      if (block.columns() > 0) {
        context.output(
            Subspace.ritz(
                OnlyElement.of(context.sideInput(basis)),
                block,
                context.element().topics(),
                Stripes.energy(stripes)));
      }
    }
  }
}
