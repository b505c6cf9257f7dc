package dev.docent.transforms.topics;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Truncated singular value decomposition of a sparse matrix of any number of rows, by randomised
 * block Krylov iteration; see {@link Subspace}. All passes are unrolled into one job. What is wide
 * is terms times the columns of a block, never rows times anything.
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
   * @param powerIterations passes beyond the first two, each of which adds a block to the basis, 0
   *     or more
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
    List<PCollectionView<Iterable<Basis>>> bases = new ArrayList<>();
    bases.add(
        shape
            .apply("Start", ParDo.of(new Start(seed)))
            .setCoder(new Basis.Coder())
            .apply("Block", OnlyElement.view()));
    var image = rows.apply("Pass", new GramPass(bases.get(0), shapeView));
    for (int i = 0; i <= powerIterations; i++) {
      var known = List.copyOf(bases);
      bases.add(
          shape
              .apply(
                  "Next" + i,
                  ParDo.of(new Next(known, image)).withSideInputs(known).withSideInputs(image))
              .setCoder(new Basis.Coder())
              .apply("Block" + i, OnlyElement.view()));
      image = rows.apply("Pass" + i, new GramPass(bases.get(i + 1), shapeView));
    }
    return shape
        .apply("Ritz", ParDo.of(new Ritz(bases, image)).withSideInputs(bases).withSideInputs(image))
        .setCoder(SerializableCoder.of(SingularVectors.class));
  }

  private static List<Basis> all(
      List<PCollectionView<Iterable<Basis>>> bases, DoFn<SvdShape, ?>.ProcessContext context) {
    List<Basis> all = new ArrayList<>();
    for (PCollectionView<Iterable<Basis>> basis : bases) {
      all.add(OnlyElement.of(context.sideInput(basis)));
    }
    return all;
  }

  /** The image of the last block; of a block without columns the sums hold nothing. */
  private static DenseBlock image(Iterable<KV<Integer, DenseBlock>> stripes, List<Basis> bases) {
    Basis last = bases.get(bases.size() - 1);
    return last.columns() == 0 ? DenseBlock.zeros(last.rows(), 0) : Stripes.join(stripes);
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

    private final List<PCollectionView<Iterable<Basis>>> bases;
    private final PCollectionView<Iterable<KV<Integer, DenseBlock>>> image;

    Next(
        List<PCollectionView<Iterable<Basis>>> bases,
        PCollectionView<Iterable<KV<Integer, DenseBlock>>> image) {
      this.bases = bases;
      this.image = image;
    }

    @ProcessElement
    public void turn(ProcessContext context) {
      Iterable<KV<Integer, DenseBlock>> stripes = context.sideInput(image);
      if (stripes.iterator().hasNext()) {
        List<Basis> known = all(bases, context);
        context.output(Subspace.next(known, image(stripes, known)));
      }
    }
  }

  private static final class Ritz extends DoFn<SvdShape, SingularVectors> {
    private static final long serialVersionUID = 1L;

    private final List<PCollectionView<Iterable<Basis>>> bases;
    private final PCollectionView<Iterable<KV<Integer, DenseBlock>>> image;

    Ritz(
        List<PCollectionView<Iterable<Basis>>> bases,
        PCollectionView<Iterable<KV<Integer, DenseBlock>>> image) {
      this.bases = bases;
      this.image = image;
    }

    @ProcessElement
    public void solve(ProcessContext context) {
      Iterable<KV<Integer, DenseBlock>> stripes = context.sideInput(image);
      if (stripes.iterator().hasNext()) {
        List<Basis> known = all(bases, context);
        context.output(
            Subspace.ritz(
                known, image(stripes, known), context.element().topics(), Stripes.energy(stripes)));
      }
    }
  }
}
