package dev.docent.models.training;

import dev.docent.models.network.Variable;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of a loss that is computed from what several towers give. The loss is one, of all
 * towers' scores together, so that its gradients are those of a single tower with all pairs, up to
 * rounding. Each tower carries its share back by operations under a name of its own, by which they
 * are placed on its device.
 */
final class Gradients {
  private Gradients() {}

  /**
   * Adds them to a graph, in the order of the variables.
   *
   * @param towers what each tower gives to the loss
   * @param scale what the loss is multiplied by on the way, 1 for nothing
   */
  static List<Operand<TFloat32>> of(
      Graph graph,
      Ops tf,
      Operand<TFloat32> loss,
      List<List<Operand<TFloat32>>> towers,
      List<Variable> variables,
      float scale) {
    if (scale == 1) {
      return unscaled(graph, tf, loss, towers, variables);
    }
    List<Operand<TFloat32>> scaled =
        unscaled(graph, tf, tf.math.mul(loss, tf.constant(scale)), towers, variables);
    return scaled.stream()
        .<Operand<TFloat32>>map(gradient -> tf.math.mul(gradient, tf.constant(1 / scale)))
        .toList();
  }

  private static List<Operand<TFloat32>> unscaled(
      Graph graph,
      Ops tf,
      Operand<TFloat32> loss,
      List<List<Operand<TFloat32>>> towers,
      List<Variable> variables) {
    Output<?>[] values =
        variables.stream().map(variable -> variable.value().asOutput()).toArray(Output<?>[]::new);
    if (towers.size() == 1) {
      return floats(graph.addGradients(loss.asOutput(), values));
    }
    Output<?>[] given =
        towers.stream().flatMap(List::stream).map(Operand::asOutput).toArray(Output<?>[]::new);
    Output<?>[] byGiven =
        graph.addGradients("loss_gradients", new Output<?>[] {loss.asOutput()}, given, null);
    List<List<Operand<TFloat32>>> shares = new ArrayList<>();
    int next = 0;
    for (int tower = 0; tower < towers.size(); tower++) {
      int size = towers.get(tower).size();
      Output<?>[] outputs = new Output<?>[size];
      Output<?>[] weights = new Output<?>[size];
      for (int i = 0; i < size; i++, next++) {
        outputs[i] = given[next];
        weights[i] = byGiven[next];
      }
      shares.add(floats(graph.addGradients(prefix(tower), outputs, values, weights)));
    }
    List<Operand<TFloat32>> sums = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      int variable = i;
      sums.add(tf.math.addN(shares.stream().map(share -> share.get(variable)).toList()));
    }
    return sums;
  }

  /** The same graph with each tower's gradients on its device, next to what they go through. */
  static GraphDef placed(GraphDef graph, Devices devices) {
    GraphDef.Builder placed = graph.toBuilder();
    for (NodeDef.Builder node : placed.getNodeBuilderList()) {
      for (int tower = 0; tower < devices.towers(); tower++) {
        if (node.getName().startsWith(prefix(tower) + "/")) {
          node.setDevice(devices.placement(tower));
        }
      }
    }
    return placed.build();
  }

  private static String prefix(int tower) {
    return "tower_" + tower + "_gradients";
  }

  private static List<Operand<TFloat32>> floats(Output<?>[] outputs) {
    List<Operand<TFloat32>> floats = new ArrayList<>();
    for (Output<?> output : outputs) {
      floats.add(output.expect(TFloat32.class));
    }
    return floats;
  }
}
