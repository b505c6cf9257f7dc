package dev.docent.models.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Dropout (Srivastava et al. 2014) whose choices depend on nothing but a fed seed and the place in
 * the network: the same seed drops the same units, also after a restart.
 */
public abstract class Dropout {
  /** Leaves everything as it is: for inference. */
  public static final Dropout NONE =
      new Dropout() {
        @Override
        Operand<TFloat32> apply(Operand<TFloat32> x, Operand<TInt32> shape) {
          return x;
        }
      };

  /** Far beyond the places of one tower. */
  private static final long TOWER_STRIDE = 0x2545F4914F6CDD1DL >> 8;

  private Dropout() {}

  /**
   * Sets units to zero at a rate, and scales the others up to make good for it.
   *
   * @param rate from 0 to below 1
   * @param seed int64 [2], fed anew each step
   */
  public static Dropout of(Ops tf, float rate, Operand<TInt64> seed) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "illegal rate value: " + rate + ", must be from 0 to below 1");
    }
    return rate == 0 ? NONE : new Random(tf, rate, seed);
  }

  /** The seed of one of several towers, which share no choices; the first has the seed itself. */
  public static Operand<TInt64> seedOf(Ops tf, Operand<TInt64> seed, int tower) {
    return tower == 0 ? seed : tf.math.add(seed, tf.constant(new long[] {tower * TOWER_STRIDE, 0}));
  }

  /**
   * Applies it at a further place.
   *
   * @param shape the shape of {@code x}, computed from the inputs alone: the gradient would
   *     otherwise have to pass the random numbers
   */
  abstract Operand<TFloat32> apply(Operand<TFloat32> x, Operand<TInt32> shape);

  private static final class Random extends Dropout {
    private static final long PLACE_STRIDE = 0x9E3779B9L;

    private final Ops tf;
    private final float rate;
    private final Operand<TInt64> seed;
    private long places;

    Random(Ops tf, float rate, Operand<TInt64> seed) {
      this.tf = tf;
      this.rate = rate;
      this.seed = seed;
    }

    @Override
    Operand<TFloat32> apply(Operand<TFloat32> x, Operand<TInt32> shape) {
      places++;
      Operand<TInt64> placeSeed =
          tf.math.add(seed, tf.constant(new long[] {places * PLACE_STRIDE, 0}));
      Operand<TFloat32> uniform = tf.random.statelessRandomUniform(shape, placeSeed);
      Operand<TFloat32> kept =
          tf.dtypes.cast(tf.math.greaterEqual(uniform, tf.constant(rate)), TFloat32.class);
      return tf.math.mul(x, tf.math.mul(kept, tf.constant(1 / (1 - rate))));
    }
  }
}
