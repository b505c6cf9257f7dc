package dev.docent.models.training;

import dev.docent.models.network.ByName;
import dev.docent.models.network.Variable;
import dev.docent.models.network.Variables;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Adds up the gradients of a step that is computed in several parts, to spare memory. */
final class GradientSum {
  private final Operand<TFloat32> weight;
  private final List<Variable> sums = new ArrayList<>();
  private final Op add;
  private final Op zero;

  /** Adds a variable for each gradient, and the operations on them. */
  GradientSum(Ops scope, List<Operand<TFloat32>> gradients, List<Variable> variables) {
    Ops tf = scope.withSubScope("gradient_sum");
    weight = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    Variables made = new Variables(tf);
    List<Op> additions = new ArrayList<>();
    List<Op> zeros = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      Variable sum = made.variable("sum/" + variable.name(), variable.shape());
      sums.add(sum);
      additions.add(tf.assignAddVariableOp(sum.handle(), tf.math.mul(gradients.get(i), weight)));
      zeros.add(assignZero(tf, sum));
    }
    add = tf.withControlDependencies(additions).withName("add_all").noOp();
    zero = tf.withControlDependencies(zeros).withName("zero_all").noOp();
  }

  /** The sums so far, in the order of the variables. */
  List<Operand<TFloat32>> sums() {
    return sums.stream().map(Variable::value).toList();
  }

  /** The operation that sets the sums to zero. */
  Op zero() {
    return zero;
  }

  /** An operation that sets them to zero once another is done. */
  Op zeroAfter(Ops tf, Op update) {
    List<Op> zeros = new ArrayList<>();
    for (Variable sum : sums) {
      zeros.add(assignZero(tf.withControlDependencies(List.of(update)), sum));
    }
    return tf.withControlDependencies(zeros).withName("update_and_zero").noOp();
  }

  /** Has a run add its gradients; the tensor given must stay open until the run is over. */
  Session.Runner add(Session.Runner runner, TFloat32 share) {
    return ByName.target(ByName.feed(runner, weight, share), add);
  }

  private static Op assignZero(Ops tf, Variable sum) {
    return tf.assignVariableOp(
        sum.handle(), tf.fill(tf.constant(sum.shape().asArray()), tf.constant(0f)));
  }
}
