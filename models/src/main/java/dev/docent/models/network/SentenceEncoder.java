package dev.docent.models.network;

import dev.docent.models.bases.Base;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Reads one text and gives its vector: the mean of the encoder's last states over the text's
 * pieces, or the first one's, as its base does ({@link dev.docent.models.bases.Pooling}), of length
 * 1. Two texts are as near as the product of their vectors is great.
 */
public final class SentenceEncoder {
  /** Stands before the names of its variables where it shares a graph with the cross-encoder. */
  public static final String PREFIX = "sentence/";

  /** The signature's output, float32 [batch, hidden]. */
  public static final String EMBEDDING = "embedding";

  private SentenceEncoder() {}

  /**
   * Builds the graph.
   *
   * @param texts pieces with their mask; every segment is 0
   * @return the vectors, [batch, hidden]
   */
  public static Operand<TFloat32> build(
      Ops tf, Base base, Variables variables, Inputs texts, Dropout dropout) {
    Operand<TFloat32> states =
        new Encoder(tf, base, variables, texts, Interaction.JOINT, dropout).build();
    Operand<TFloat32> pooled =
        switch (base.pooling()) {
          case MEAN -> {
            Operand<TFloat32> weights =
                tf.expandDims(tf.dtypes.cast(texts.mask(), TFloat32.class), tf.constant(1));
            // The sum points where the mean does.
            yield tf.train.batchMatMul(weights, states, TFloat32.class);
          }
          case CLS -> Layers.first(tf, states, base.hidden());
        };
    return new Layers(tf, variables)
        .unit(tf.reshape(pooled, tf.constant(new int[] {-1, base.hidden()})));
  }
}
