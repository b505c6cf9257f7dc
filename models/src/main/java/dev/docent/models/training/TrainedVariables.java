package dev.docent.models.training;

import dev.docent.models.bases.Weights;
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
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The variables of a network in training: their start, their updates and their checkpoints. */
final class TrainedVariables {
  private final Variables variables;
  private final AdamW optimizer;
  private final Saver modelSaver;
  private final Saver fullSaver;
  private final Initializer initializer;

  /**
   * Adds the gradients of all variables there are.
   *
   * @param weightDecay of kernels and embeddings
   * @param clipNorm greatest global norm of the gradients, 0 for no limit
   */
  TrainedVariables(
      Graph graph,
      Ops tf,
      Variables variables,
      Operand<TFloat32> loss,
      double weightDecay,
      double clipNorm) {
    this.variables = variables;
    List<Variable> all = variables.all();
    optimizer =
        new AdamW(
            graph,
            tf,
            loss,
            all,
            variable -> decays(variable) ? weightDecay : 0,
            TrainedVariables::rateFactor,
            clipNorm);
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

  List<Variable> all() {
    return variables.all();
  }

  void initialize(Session session, Weights weights) throws IOException {
    initializer.run(session, weights);
    session.runner().addTarget(optimizer.zeroSlots()).run().close();
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
  }
}
