package dev.docent.models.bench;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** TensorFlow's own rate of one matrix product in 32 bits, with all its threads. */
final class GemmRate implements AutoCloseable {
  /** Products a run, one after the other, so that starting a run costs little. */
  private static final int PRODUCTS = 8;

  private final Graph graph = new Graph();
  private final Session session;
  private final Operand<TFloat32> left;
  private final Operand<TFloat32> right;
  private final Op all;
  private final TFloat32 a;
  private final TFloat32 b;
  private final double flops;

  /** Of a product [m, k] by [k, n]. */
  GemmRate(int m, int k, int n) {
    Ops tf = Ops.create(graph);
    left = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(m, k)));
    right = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(k, n)));
    List<Op> products = new ArrayList<>();
    for (int i = 0; i < PRODUCTS; i++) {
      Ops after =
          products.isEmpty() ? tf : tf.withControlDependencies(List.of(products.get(i - 1)));
      products.add(after.linalg.matMul(left, right, new MatMul.Options[0]));
    }
    all = tf.withControlDependencies(products).noOp();
    session = new Session(graph);
    a = filled(m, k);
    b = filled(k, n);
    flops = 2.0 * m * k * n * PRODUCTS;
  }

  private static TFloat32 filled(int rows, int columns) {
    return TFloat32.tensorOf(
        Shape.of(rows, columns),
        tensor ->
            tensor.scalars().forEachIndexed((at, scalar) -> scalar.setFloat((at[1] % 7) * 0.1f)));
  }

  /** Runs once; gives operations a second. */
  double measure() {
    long start = System.nanoTime();
    session.runner().feed(left, a).feed(right, b).addTarget(all).run().close();
    return flops / ((System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() {
    a.close();
    b.close();
    session.close();
    graph.close();
  }
}
