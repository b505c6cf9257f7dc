package dev.docent.models.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/**
 * What a graph is fed with, each int32 [batch, sequence].
 *
 * @param ids word pieces, 0 for padding
 * @param mask 1 for a word piece, 0 for padding
 * @param segments 0 for the query's half, 1 for the passage's
 */
public record Inputs(Operand<TInt32> ids, Operand<TInt32> mask, Operand<TInt32> segments) {
  public static final String IDS = "input_ids";
  public static final String MASK = "input_mask";
  public static final String SEGMENTS = "segment_ids";

  /** Placeholders named as the signature's inputs. */
  public static Inputs placeholders(Ops tf) {
    return new Inputs(placeholder(tf, IDS), placeholder(tf, MASK), placeholder(tf, SEGMENTS));
  }

  private static Operand<TInt32> placeholder(Ops tf, String name) {
    return tf.withName(name)
        .placeholder(
            TInt32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE)));
  }
}
