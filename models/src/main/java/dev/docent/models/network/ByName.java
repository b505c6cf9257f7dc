package dev.docent.models.network;

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;

/**
 * Runs operations by their names: the graph that a session runs may be a copy of the one they were
 * made in.
 */
public final class ByName {
  private ByName() {}

  public static Session.Runner feed(Session.Runner runner, Operand<?> operand, Tensor tensor) {
    Output<?> output = operand.asOutput();
    return runner.feed(output.op().name(), output.index(), tensor);
  }

  public static Session.Runner fetch(Session.Runner runner, Operand<?> operand) {
    Output<?> output = operand.asOutput();
    return runner.fetch(output.op().name(), output.index());
  }

  public static Session.Runner target(Session.Runner runner, Op operation) {
    return runner.addTarget(operation.op().name());
  }
}
