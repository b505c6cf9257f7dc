package dev.docent.models.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A trainable tensor of a graph.
 *
 * @param name its name in checkpoints
 * @param handle the resource, to assign to
 * @param value the resource read; gradients are taken with respect to it
 */
public record Variable(
    String name, Shape shape, Operand<? extends TType> handle, Operand<TFloat32> value) {
  /** How many numbers it holds. */
  public long parameters() {
    return shape.size();
  }
}
