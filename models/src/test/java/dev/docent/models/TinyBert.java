package dev.docent.models;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Gelu;
import dev.docent.models.bases.Pooling;
import dev.docent.models.bases.Weights;
import dev.docent.models.network.Variable;
import java.util.List;
import java.util.Random;

/** A BERT too small to be of use, with random weights: trains in milliseconds. */
public final class TinyBert {
  public static final int VOCABULARY = 60;
  public static final Base BASE =
      new Base(
          "tiny", 2, 16, 2, 32, VOCABULARY, 64, Gelu.TANH, Pooling.MEAN, 1e-12, "none", "none");

  private TinyBert() {}

  /** Seeded weights for the variables of a network. */
  public static Weights weights(List<Variable> variables) {
    return consumer -> {
      Random random = new Random(5);
      for (Variable variable : variables) {
        float[] values = new float[(int) variable.parameters()];
        for (int i = 0; i < values.length; i++) {
          values[i] =
              variable.name().endsWith("gamma")
                  ? 1
                  : variable.shape().numDimensions() > 1 ? (float) random.nextGaussian() * 0.2f : 0;
        }
        consumer.accept(variable.name(), variable.shape().asArray(), values);
      }
    };
  }
}
