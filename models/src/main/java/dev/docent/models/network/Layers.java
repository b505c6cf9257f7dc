package dev.docent.models.network;

import dev.docent.models.bases.Gelu;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** The layers that BERT is made of, each on a matrix [rows, width]. */
final class Layers {
  private final Ops tf;
  private final Variables variables;

  Layers(Ops tf, Variables variables) {
    this.tf = tf;
    this.variables = variables;
  }

  Operand<TFloat32> dense(Operand<TFloat32> x, String name, int in, int out) {
    Operand<TFloat32> kernel = variables.get(name + "/kernel", in, out);
    Operand<TFloat32> bias = variables.get(name + "/bias", out);
    return tf.nn.biasAdd(tf.linalg.matMul(x, kernel, new MatMul.Options[0]), bias);
  }

  /** Ba et al. 2016. */
  Operand<TFloat32> layerNorm(Operand<TFloat32> x, String name, int width, double epsilon) {
    Operand<TFloat32> gamma = variables.get(name + "/LayerNorm/gamma", width);
    Operand<TFloat32> beta = variables.get(name + "/LayerNorm/beta", width);
    Operand<TFloat32> mean = tf.math.mean(x, tf.constant(-1), Mean.keepDims(true));
    Operand<TFloat32> variance =
        tf.math.mean(
            tf.math.squaredDifference(x, tf.stopGradient(mean)),
            tf.constant(-1),
            Mean.keepDims(true));
    Operand<TFloat32> scale =
        tf.math.mul(tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon))), gamma);
    return tf.math.add(tf.math.mul(x, scale), tf.math.sub(beta, tf.math.mul(mean, scale)));
  }

  Operand<TFloat32> gelu(Operand<TFloat32> x, Gelu kind) {
    Operand<TFloat32> half = tf.constant(0.5f);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> gate =
        switch (kind) {
          case ERF -> tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
          case TANH -> {
            Operand<TFloat32> cube = tf.math.mul(x, tf.math.mul(x, x));
            Operand<TFloat32> inner = tf.math.add(x, tf.math.mul(cube, tf.constant(0.044715f)));
            yield tf.math.tanh(tf.math.mul(inner, tf.constant((float) Math.sqrt(2 / Math.PI))));
          }
        };
    return tf.math.mul(tf.math.mul(x, half), tf.math.add(gate, one));
  }

  /** Scales rows to unit length. */
  Operand<TFloat32> unit(Operand<TFloat32> x) {
    Operand<TFloat32> square = tf.sum(tf.math.mul(x, x), tf.constant(-1), Sum.keepDims(true));
    return tf.math.mul(x, tf.math.rsqrt(tf.math.add(square, tf.constant(1e-12f))));
  }

  /** The states of the first tokens, [batch, 1, hidden], of [batch, sequence, hidden]. */
  static Operand<TFloat32> first(Ops tf, Operand<TFloat32> states, int hidden) {
    return tf.slice(
        states, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {-1, 1, hidden}));
  }
}
