package dev.docent.transforms.topics;

import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
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
    PCollection<DenseBlock> basis =
        shape.apply("Start", ParDo.of(new Start(seed))).setCoder(new DenseBlock.Coder());
    PCollectionView<Iterable<DenseBlock>> view = basis.apply("Block", OnlyElement.view());
    for (int i = 0; i <= powerIterations; i++) {
      view =
          rows.apply("Pass" + i, new GramPass(view))
              .apply("Orthonormal" + i, ParDo.of(new Orthonormal()))
              .setCoder(new DenseBlock.Coder())
              .apply("Block" + i, OnlyElement.view());
    }
    PCollectionView<Double> energy =
        rows.apply("Squares", ParDo.of(new Squares()))
            .apply("Energy", Sum.doublesGlobally())
            .apply("EnergyView", View.asSingleton());
    PCollectionView<SvdShape> shapeView = shape.apply("Shape", View.asSingleton());
    return rows.apply("LastPass", new GramPass(view))
        .apply(
            "Ritz",
            ParDo.of(new Ritz(view, energy, shapeView)).withSideInputs(view, energy, shapeView))
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

  private static final class Orthonormal extends DoFn<DenseBlock, DenseBlock> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void orthonormalise(@Element DenseBlock block, OutputReceiver<DenseBlock> out) {
      out.output(Subspace.orthonormal(block));
    }
  }

  private static final class Squares extends DoFn<SparseRows, Double> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void square(@Element SparseRows rows, OutputReceiver<Double> out) {
      out.output(rows.energy());
    }
  }

  private static final class Ritz extends DoFn<DenseBlock, SingularVectors> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<DenseBlock>> basis;
    private final PCollectionView<Double> energy;
    private final PCollectionView<SvdShape> shape;

    Ritz(
        PCollectionView<Iterable<DenseBlock>> basis,
        PCollectionView<Double> energy,
        PCollectionView<SvdShape> shape) {
      this.basis = basis;
      this.energy = energy;
      this.shape = shape;
    }

    @ProcessElement
    public void solve(ProcessContext context) {
      context.output(
          Subspace.ritz(
              OnlyElement.of(context.sideInput(basis)),
              context.element(),
              context.sideInput(shape).topics(),
              context.sideInput(energy)));
    }
  }
}
