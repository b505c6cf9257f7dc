package dev.docent.models.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * The variables of one graph by name: asked for again, the same one is given, so that a training
 * and an inference tower share them.
 */
public final class Variables {
  private final Ops tf;
  private final String prefix;
  private final Map<String, Variable> byName = new LinkedHashMap<>();

  public Variables(Ops tf) {
    this(tf, "");
  }

  /**
   * Variables that are kept apart from others of the same graph.
   *
   * @param prefix stands before each one's name, in the graph and in checkpoints
   */
  public Variables(Ops tf, String prefix) {
    this.tf = tf;
    this.prefix = prefix;
  }

  /** What stands before each name. */
  String prefix() {
    return prefix;
  }

  /**
   * The value of a variable, which is made where there is none.
   *
   * @throws IllegalArgumentException if it exists with another shape
   */
  public Operand<TFloat32> get(String name, long... dimensions) {
    return variable(name, Shape.of(dimensions)).value();
  }

  /** A variable, which is made where there is none; throws as {@link #get} does. */
  public Variable variable(String name, Shape shape) {
    Variable variable = byName.computeIfAbsent(name, key -> create(prefix + key, shape));
    if (!variable.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "variable '%s' has shape %s, not %s".formatted(name, variable.shape(), shape));
    }
    return variable;
  }

  /** All variables, in the order in which they were made. */
  public List<Variable> all() {
    return new ArrayList<>(byName.values());
  }

  private Variable create(String name, Shape shape) {
    // TensorFlow-Java takes no slashes in the names of operations.
    String operation = name.replace('/', '.');
    VarHandleOp handle =
        tf.withName(operation).varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
    Operand<TFloat32> value =
        tf.withName(operation + ".value").readVariableOp(handle, TFloat32.class);
    return new Variable(name, shape, handle, value);
  }
}
