package dev.docent.models.network;

import dev.docent.models.bases.Base;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Scores a pair from the encoder's states: a learned scale times the cosine of the two halves' mean
 * vectors, plus a learned weighting of that cosine's terms, plus, where the halves see each other,
 * a linear map of the state of {@code [CLS]}. With fresh variables the score is the scaled cosine,
 * so that a sentence encoder ranks before it is tuned.
 */
public final class RankingHead {
  /** Variables of the head begin so. */
  public static final String PREFIX = "ranking/";

  public static final String SCALE = PREFIX + "scale";
  public static final String TERMS = PREFIX + "terms/kernel";
  static final String CLS = PREFIX + "cls/kernel";

  /** The scale before training: sentence-transformers trains cosines with the same. */
  public static final float FIRST_SCALE = 20;

  private RankingHead() {}

  /**
   * Builds the graph.
   *
   * @param states [batch, sequence, hidden]
   * @return the scores, [batch]
   */
  public static Operand<TFloat32> build(
      Ops tf,
      Base base,
      Variables variables,
      Inputs inputs,
      Interaction interaction,
      Operand<TFloat32> states) {
    int hidden = base.hidden();
    Layers layers = new Layers(tf, variables);
    Operand<TInt32> passage = tf.math.mul(inputs.mask(), inputs.segments());
    Operand<TInt32> query = tf.math.sub(inputs.mask(), passage);
    Operand<TFloat32> u = layers.unit(mean(tf, states, query, hidden));
    Operand<TFloat32> v = layers.unit(mean(tf, states, passage, hidden));
    Operand<TFloat32> terms = tf.math.mul(u, v);
    Operand<TFloat32> cosine = tf.sum(terms, tf.constant(1));
    Operand<TFloat32> score = tf.math.mul(cosine, variables.get(SCALE));
    score = tf.math.add(score, product(tf, terms, variables.get(TERMS, hidden, 1)));
    if (interaction == Interaction.JOINT) {
      Operand<TFloat32> cls =
          tf.reshape(Layers.first(tf, states, hidden), tf.constant(new int[] {-1, hidden}));
      score = tf.math.add(score, product(tf, cls, variables.get(CLS, hidden, 1)));
    }
    return score;
  }

  private static Operand<TFloat32> product(Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel) {
    return tf.reshape(tf.linalg.matMul(x, kernel), tf.constant(new int[] {-1}));
  }

  /** The mean state of the tokens chosen, up to its length, which the cosine doesn't see. */
  private static Operand<TFloat32> mean(
      Ops tf, Operand<TFloat32> states, Operand<TInt32> chosen, int hidden) {
    Operand<TFloat32> weights =
        tf.expandDims(tf.dtypes.cast(chosen, TFloat32.class), tf.constant(1));
    Operand<TFloat32> sum = tf.train.batchMatMul(weights, states, TFloat32.class);
    return tf.reshape(sum, tf.constant(new int[] {-1, hidden}));
  }
}
