package dev.docent.models.training;

import dev.docent.models.bases.Weights;
import dev.docent.models.network.ByName;
import dev.docent.models.network.Initializer;
import dev.docent.models.network.RankingHead;
import dev.docent.models.network.Saver;
import dev.docent.models.network.Variable;
import dev.docent.models.network.Variables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The variables of a network in training: their start, their updates and their checkpoints. */
final class TrainedVariables {
  private final Variables variables;
  private final @Nullable GradientSum sum;
  private final AdamW optimizer;
  private final Op update;
  private final Saver modelSaver;
  private final Saver fullSaver;
  private final Initializer initializer;

  /**
   * How variables are updated.
   *
   * @param weightDecay of kernels and embeddings
   * @param clipNorm greatest global norm of the gradients, 0 for no limit
   * @param lossScale what the loss is multiplied by, and its gradients are divided by
   * @param inParts whether a step's gradients are added up over several runs
   */
  record Options(double weightDecay, double clipNorm, float lossScale, boolean inParts) {}

  /**
   * Adds the gradients of all variables there are.
   *
   * @param towers what each tower gives to the loss
   */
  TrainedVariables(
      Graph graph,
      Ops tf,
      Variables variables,
      Operand<TFloat32> loss,
      List<List<Operand<TFloat32>>> towers,
      Options options) {
    this.variables = variables;
    List<Variable> all = variables.all();
    List<Operand<TFloat32>> gradients =
        Gradients.of(graph, tf, loss, towers, all, options.lossScale());
    sum = options.inParts() ? new GradientSum(tf, gradients, all) : null;
    optimizer =
        new AdamW(
            tf,
            sum == null ? gradients : sum.sums(),
            all,
            variable -> decays(variable) ? options.weightDecay() : 0,
            TrainedVariables::rateFactor,
            options.clipNorm());
    update = sum == null ? optimizer.update() : sum.zeroAfter(tf, optimizer.update());
    modelSaver = Saver.of(tf, variables);
    Map<String, Saver.Entry> everything = new LinkedHashMap<>(optimizer.slots());
    for (Variable variable : all) {
      everything.put(variable.name(), new Saver.Entry(variable.handle(), variable.value()));
    }
    fullSaver = Saver.of(tf.withSubScope("checkpoint"), everything);
    initializer = new Initializer(tf, variables);
  }

  /** Biases and layer norms are left alone, and so is the head, which starts at its values. */
  private static boolean decays(Variable variable) {
    return variable.shape().numDimensions() > 1 && !variable.name().startsWith(RankingHead.PREFIX);
  }

  /** The scale and the weights of the cosine's terms are of the size of 20, not of 0.02. */
  private static double rateFactor(Variable variable) {
    return variable.name().equals(RankingHead.SCALE) || variable.name().equals(RankingHead.TERMS)
        ? 100
        : 1;
  }

  AdamW optimizer() {
    return optimizer;
  }

  /** The operation that ends a step. */
  Op update() {
    return update;
  }

  /**
   * What adds up the gradients of a step's parts.
   *
   * @throws IllegalStateException if steps are made as a whole
   */
  GradientSum sum() {
    if (sum == null) {
      throw new IllegalStateException("steps are made as a whole");
    }
    return sum;
  }

  List<Variable> all() {
    return variables.all();
  }

  void initialize(Session session, Weights weights) throws IOException {
    initializer.run(session, weights);
    ByName.target(session.runner(), optimizer.zeroSlots()).run().close();
    zeroSum(session);
  }

  void saveModel(Session session, Path prefix) {
    modelSaver.save(session, prefix.toString());
  }

  void restoreModel(Session session, Path prefix) {
    modelSaver.restore(session, prefix.toString());
  }

  void save(Session session, Path prefix) {
    fullSaver.save(session, prefix.toString());
  }

  void restore(Session session, Path prefix) {
    fullSaver.restore(session, prefix.toString());
    zeroSum(session);
  }

  /** Between two steps it is zero, and so no checkpoint holds it. */
  private void zeroSum(Session session) {
    if (sum != null) {
      ByName.target(session.runner(), sum.zero()).run().close();
    }
  }
}
