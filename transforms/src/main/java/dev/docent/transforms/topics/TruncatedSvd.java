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
 * <p>The same rows, shape and seed give the same result, up to the last few bits of the sums whose
 * order the runner chooses. No rows give no result.
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
    PCollectionView<Iterable<DenseBlock>> basis =
        shape
            .apply("Start", ParDo.of(new Start(seed)))
            .setCoder(new DenseBlock.Coder())
            .apply("Block", OnlyElement.view());
    for (int i = 0; i <= powerIterations; i++) {
      var image = rows.apply("Pass" + i, new GramPass(basis));
      basis =
          shape
              .apply("Orthonormal" + i, ParDo.of(new Orthonormal(image)).withSideInputs(image))
              .setCoder(new DenseBlock.Coder())
              .apply("Block" + i, OnlyElement.view());
    }
    var image = rows.apply("LastPass", new GramPass(basis));
    return shape
        .apply("Ritz", ParDo.of(new Ritz(basis, image)).withSideInputs(basis, image))
        .setCoder(SerializableCoder.of(SingularVectors.class));
  }

  private static final class Start extends DoFn<SvdShape, DenseBlock> {
    private static final long serialVersionUID = 1L;

    private final long seed;

    Start(long seed) {
      this.seed = seed;
    }

    @ProcessElement
    public void start(@Element SvdShape shape, OutputReceiver<DenseBlock> out) {
      if (shape.columns() > 0) {
        out.output(Subspace.start(shape.terms(), shape.columns(), seed));
      }
    }
  }

  private static final class Orthonormal extends DoFn<SvdShape, DenseBlock> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<KV<Integer, DenseBlock>>> image;

    Orthonormal(PCollectionView<Iterable<KV<Integer, DenseBlock>>> image) {
      this.image = image;
    }

    @ProcessElement
    public void orthonormalise(ProcessContext context) {
      DenseBlock block = Stripes.join(context.sideInput(image));
      if (block.columns() > 0) {
        context.output(Subspace.orthonormal(block));
      }
    }
  }

  private static final class Ritz extends DoFn<SvdShape, SingularVectors> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<DenseBlock>> basis;
    private final PCollectionView<Iterable<KV<Integer, DenseBlock>>> image;

    Ritz(
        PCollectionView<Iterable<DenseBlock>> basis,
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
