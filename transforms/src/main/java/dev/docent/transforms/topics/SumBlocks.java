package dev.docent.transforms.topics;

import org.apache.beam.sdk.transforms.Combine;

/** Adds blocks of equal shape. The empty block stands for nothing added yet. */
final class SumBlocks extends Combine.CombineFn<DenseBlock, DenseBlock, DenseBlock> {
  private static final long serialVersionUID = 1L;

  @Override
  public DenseBlock createAccumulator() {
    return DenseBlock.zeros(0, 0);
  }

  @Override
  public DenseBlock addInput(DenseBlock sum, DenseBlock input) {
    if (sum.values().length == 0) {
      // Inputs belong to the runner; only a copy may be added to.
      return new DenseBlock(input.rows(), input.columns(), input.values().clone());
    }
    sum.add(input);
    return sum;
  }

  @Override
  public DenseBlock mergeAccumulators(Iterable<DenseBlock> accumulators) {
    DenseBlock sum = createAccumulator();
    for (DenseBlock accumulator : accumulators) {
      if (accumulator.values().length > 0) {
        sum = addInput(sum, accumulator);
      }
    }
    return sum;
  }

  @Override
  public DenseBlock extractOutput(DenseBlock sum) {
    return sum;
  }
}
