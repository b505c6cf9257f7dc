package dev.docent.models.network;

import dev.docent.models.bases.Weights;
import dev.docent.records.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Gives the variables of a graph their first values. */
public final class Initializer {
  /** By the variables' names without their prefix, which is how pretrained tensors are named. */
  private final Map<String, Assignment> assignments = new HashMap<>();

  private record Assignment(Variable variable, Operand<TFloat32> value, Op assign) {}

  /** Adds the operations for all variables there are. */
  public Initializer(Ops tf, Variables variables) {
    Ops scoped = tf.withSubScope("init");
    for (Variable variable : variables.all()) {
      Operand<TFloat32> value =
          scoped.placeholder(TFloat32.class, Placeholder.shape(variable.shape()));
      Op assign = scoped.assignVariableOp(variable.handle(), value);
      assignments.put(
          variable.name().substring(variables.prefix().length()),
          new Assignment(variable, value, assign));
    }
  }

  /**
   * Sets the encoder to pretrained weights and the head to its start: zeros, and {@link
   * RankingHead#FIRST_SCALE}.
   *
   * @throws UserException if the weights don't fit the network, or some are missing
   */
  public void run(Session session, Weights weights) throws IOException {
    List<String> missing = new ArrayList<>();
    for (String name : assignments.keySet()) {
      if (!name.startsWith(RankingHead.PREFIX)) {
        missing.add(name);
      }
    }
    weights.forEach(
        (name, shape, values) -> {
          if (missing.remove(name)) {
            assign(session, name, Shape.of(shape), values);
          }
        });
    if (!missing.isEmpty()) {
      throw new UserException(
          "the pretrained weights lack %d tensors, such as '%s'"
              .formatted(missing.size(), missing.get(0)));
    }
    for (Map.Entry<String, Assignment> head : assignments.entrySet()) {
      if (head.getKey().startsWith(RankingHead.PREFIX)) {
        Variable variable = head.getValue().variable();
        float[] values = new float[Math.toIntExact(variable.parameters())];
        Arrays.fill(values, head.getKey().equals(RankingHead.SCALE) ? RankingHead.FIRST_SCALE : 0);
        assign(session, head.getKey(), variable.shape(), values);
      }
    }
  }

  private void assign(Session session, String name, Shape shape, float[] values) {
    Assignment assignment = assignments.get(name);
    if (!assignment.variable().shape().equals(shape)) {
      throw new UserException(
          "the pretrained tensor '%s' has shape %s; the network needs %s"
              .formatted(name, shape, assignment.variable().shape()));
    }
    try (TFloat32 tensor = TFloat32.tensorOf(shape, DataBuffers.of(values, true, false))) {
      Session.Runner runner = ByName.feed(session.runner(), assignment.value(), tensor);
      ByName.target(runner, assignment.assign()).run().close();
    }
  }
}
