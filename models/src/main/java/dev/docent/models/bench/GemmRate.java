package dev.docent.models.bench;

import java.util.Arrays;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** TensorFlow's own rate of one matrix product in 32 bits, with all its threads. */
final class GemmRate implements AutoCloseable {
  /** Products a run, so that starting one costs little; an even number. */
  private static final int PRODUCTS = 8;

  private final Graph graph = new Graph();
  private final Session session;
  private final Operand<TFloat32> input;
  private final Operand<TFloat32> out;
  private final Operand<TFloat32> back;
  private final Operand<TFloat32> corner;
  private final TFloat32 inputValue;
  private final TFloat32 outValue;
  private final TFloat32 backValue;
  private final double flops;

  /**
   * Of products [m, k] by [k, n] and [m, n] by [n, k] by turns. Each takes what the one before
   * gave, and a number of the last is fetched: TensorFlow leaves out what nobody needs.
   */
  GemmRate(int m, int k, int n) {
    Ops tf = Ops.create(graph);
    input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(m, k)));
    out = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(k, n)));
    back = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(n, k)));
    Operand<TFloat32> product = input;
    for (int i = 0; i < PRODUCTS; i++) {
      product = tf.linalg.matMul(product, i % 2 == 0 ? out : back, new MatMul.Options[0]);
    }
    corner = tf.slice(product, tf.constant(new int[] {0, 0}), tf.constant(new int[] {1, 1}));
    session = new Session(graph);
    inputValue = filled(m, k, 1);
    // Sums stay as they are, neither growing nor vanishing.
    outValue = filled(k, n, 1f / k);
    backValue = filled(n, k, 1f / n);
    flops = 2.0 * m * k * n * PRODUCTS;
  }

  private static TFloat32 filled(int rows, int columns, float value) {
    float[] values = new float[rows * columns];
    Arrays.fill(values, value);
    return TFloat32.tensorOf(Shape.of(rows, columns), DataBuffers.of(values, true, false));
  }

  /** Runs once; gives operations a second. */
  double measure() {
    long start = System.nanoTime();
    try (Result result =
        session
            .runner()
            .feed(input, inputValue)
            .feed(out, outValue)
            .feed(back, backValue)
            .fetch(corner)
            .run()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      float value = ((TFloat32) result.get(0)).getFloat(0, 0);
      if (Math.abs(value - 1) > 1e-3) {
        throw new IllegalStateException("the products gave " + value + " in place of 1");
      }
      return flops / seconds;
    }
  }

  @Override
  public void close() {
    inputValue.close();
    outValue.close();
    backValue.close();
    session.close();
    graph.close();
  }
}
