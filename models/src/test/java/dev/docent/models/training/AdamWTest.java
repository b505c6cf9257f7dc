package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.models.network.Variable;
import dev.docent.models.network.Variables;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compares the optimizer in the graph with one in plain Java, in doubles. */
class AdamWTest {
  private static final float[] FIRST = {1, -2, 0.5f};
  private static final float[] TARGET = {0.3f, 0.1f, -4};

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "0.5, 0, 1", "0, 0.3, 1", "0.5, 0.3, 1", "0.5, 0.3, 10"})
  void makesTheStepsOfThePlainOptimizer(double clip, double decay, double factor) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Variables variables = new Variables(tf);
      Variable x = variables.variable("x", Shape.of(3));
      Op assign = tf.assignVariableOp(x.handle(), tf.constant(FIRST));
      // Half the squared distance to the target: the gradient is the difference.
      Operand<TFloat32> loss = tf.nn.l2Loss(tf.math.sub(x.value(), tf.constant(TARGET)));
      AdamW optimizer =
          new AdamW(
              tf,
              Gradients.of(graph, tf, loss, List.of(List.of(loss)), List.of(x), 1024),
              List.of(x),
              v -> decay,
              v -> factor,
              clip);
      try (Session session = new Session(graph)) {
        session.runner().addTarget(assign).addTarget(optimizer.zeroSlots()).run().close();
        Plain plain = new Plain(clip, decay, factor);
        for (int step = 0; step < 20; step++) {
          double rate = 0.05 / (1 + step);
          double norm = plain.step(rate, step);
          Session.Runner runner = session.runner();
          try (AdamW.Feed feed = optimizer.feed(runner, rate, step);
              Result result = runner.fetch(optimizer.norm()).addTarget(optimizer.update()).run()) {
            assertEquals(norm, ((TFloat32) result.get(0)).getFloat(), 1e-4, "norm at " + step);
          }
          assertArrayEquals(plain.values(), values(session, x), 1e-4f, "weights at " + step);
        }
      }
    }
  }

  private static float[] values(Session session, Variable variable) {
    try (Result result = session.runner().fetch(variable.value()).run()) {
      float[] values = new float[3];
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  /** Loshchilov and Hutter 2019, algorithm 2, with Adam's step as TensorFlow arranges it. */
  private static final class Plain {
    private final double clip;
    private final double decay;
    private final double factor;
    private final double[] x = {FIRST[0], FIRST[1], FIRST[2]};
    private final double[] m = new double[3];
    private final double[] v = new double[3];

    Plain(double clip, double decay, double factor) {
      this.clip = clip;
      this.decay = decay;
      this.factor = factor;
    }

    double step(double commonRate, int step) {
      double rate = commonRate * factor;
      double[] gradient = new double[3];
      double square = 0;
      for (int i = 0; i < 3; i++) {
        gradient[i] = x[i] - TARGET[i];
        square += gradient[i] * gradient[i];
      }
      double norm = Math.sqrt(square);
      double scale = clip > 0 && norm > clip ? clip / norm : 1;
      double correction = Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(0.9, step + 1));
      for (int i = 0; i < 3; i++) {
        double g = gradient[i] * scale;
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.999 * v[i] + 0.001 * g * g;
        x[i] -= rate * decay * x[i];
        x[i] -= rate * correction * m[i] / (Math.sqrt(v[i]) + 1e-8);
      }
      return norm;
    }

    float[] values() {
      return new float[] {(float) x[0], (float) x[1], (float) x[2]};
    }
  }
}
