package dev.docent.models.training;

import dev.docent.models.network.ByName;
import dev.docent.models.network.Saver;
import dev.docent.models.network.Variable;
import dev.docent.models.network.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019) and clipping by the global norm of
 * the gradients (Pascanu et al. 2013). In the order of a step: gradients are clipped, weights decay
 * by {@code rate * decay}, then Adam moves them.
 */
final class AdamW {
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.999;
  static final double EPSILON = 1e-8;

  private final Operand<TFloat32> rate;
  private final Operand<TFloat32> beta1Power;
  private final Operand<TFloat32> beta2Power;
  private final Operand<TFloat32> norm;
  private final Op update;
  private final Op zeroSlots;
  private final Map<String, Saver.Entry> slots = new LinkedHashMap<>();

  /**
   * Adds the updates to a graph.
   *
   * @param gradients one a variable
   * @param decay weight decay of a variable, 0 for none
   * @param factor learning rate of a variable as a multiple of the common one
   * @param clipNorm the greatest global norm, 0 for no limit
   */
  AdamW(
      Ops scope,
      List<Operand<TFloat32>> gradients,
      List<Variable> variables,
      ToDoubleFunction<Variable> decay,
      ToDoubleFunction<Variable> factor,
      double clipNorm) {
    Ops tf = scope.withSubScope("adamw");
    rate = scalar(tf);
    beta1Power = scalar(tf);
    beta2Power = scalar(tf);
    norm = globalNorm(tf, gradients);
    Operand<TFloat32> scale =
        clipNorm > 0
            ? tf.math.div(
                tf.constant((float) clipNorm), tf.math.maximum(norm, tf.constant((float) clipNorm)))
            : tf.constant(1f);
    Variables slotVariables = new Variables(tf);
    List<Op> updates = new ArrayList<>();
    List<Op> zeros = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      Variable m = slot(slotVariables, variable, "adam/m/", tf, zeros);
      Variable v = slot(slotVariables, variable, "adam/v/", tf, zeros);
      Operand<TFloat32> gradient = tf.math.mul(gradients.get(i), scale);
      Operand<TFloat32> ownRate =
          tf.math.mul(rate, tf.constant((float) factor.applyAsDouble(variable)));
      // The norm comes after all gradients: with it, nothing is updated that is still to be read.
      List<Op> before = new ArrayList<>(List.of(norm));
      float ownDecay = (float) decay.applyAsDouble(variable);
      if (ownDecay > 0) {
        Operand<TFloat32> shrink =
            tf.math.mul(variable.value(), tf.math.mul(ownRate, tf.constant(ownDecay)));
        before.add(
            tf.withControlDependencies(List.of(norm))
                .assignSubVariableOp(variable.handle(), shrink));
      }
      updates.add(
          tf.withControlDependencies(before)
              .train
              .resourceApplyAdam(
                  variable.handle(),
                  m.handle(),
                  v.handle(),
                  beta1Power,
                  beta2Power,
                  ownRate,
                  tf.constant((float) BETA1),
                  tf.constant((float) BETA2),
                  tf.constant((float) EPSILON),
                  gradient));
    }
    update = tf.withControlDependencies(updates).withName("update").noOp();
    zeroSlots = tf.withControlDependencies(zeros).withName("zero").noOp();
  }

  /** The operation that makes a step. */
  Op update() {
    return update;
  }

  /** The operation that sets the moments to zero, before the first step. */
  Op zeroSlots() {
    return zeroSlots;
  }

  /** The global norm of the gradients before clipping; a scalar. */
  Operand<TFloat32> norm() {
    return norm;
  }

  /** The moments, by name, to be saved with the variables. */
  Map<String, Saver.Entry> slots() {
    return slots;
  }

  /** Feeds what changes from step to step; what it returns must stay open until the run is over. */
  Feed feed(Session.Runner runner, double learningRate, long step) {
    Feed feed =
        new Feed(
            TFloat32.scalarOf((float) learningRate),
            TFloat32.scalarOf((float) Math.pow(BETA1, step + 1.0)),
            TFloat32.scalarOf((float) Math.pow(BETA2, step + 1.0)));
    ByName.feed(runner, rate, feed.rate);
    ByName.feed(runner, beta1Power, feed.beta1);
    ByName.feed(runner, beta2Power, feed.beta2);
    return feed;
  }

  /** The tensors fed. */
  static final class Feed implements AutoCloseable {
    private final TFloat32 rate;
    private final TFloat32 beta1;
    private final TFloat32 beta2;

    private Feed(TFloat32 rate, TFloat32 beta1, TFloat32 beta2) {
      this.rate = rate;
      this.beta1 = beta1;
      this.beta2 = beta2;
    }

    @Override
    public void close() {
      rate.close();
      beta1.close();
      beta2.close();
    }
  }

  private Variable slot(Variables made, Variable variable, String prefix, Ops tf, List<Op> zeros) {
    Variable slot = made.variable(prefix + variable.name(), variable.shape());
    slots.put(slot.name(), new Saver.Entry(slot.handle(), slot.value()));
    zeros.add(
        tf.assignVariableOp(
            slot.handle(), tf.fill(tf.constant(variable.shape().asArray()), tf.constant(0f))));
    return slot;
  }

  private static Operand<TFloat32> globalNorm(Ops tf, List<Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> halves = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      halves.add(tf.nn.l2Loss(gradient));
    }
    return tf.math.sqrt(tf.math.mul(tf.math.addN(halves), tf.constant(2f)));
  }

  private static Operand<TFloat32> scalar(Ops tf) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }
}
