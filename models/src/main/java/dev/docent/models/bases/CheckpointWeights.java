package dev.docent.models.bases;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** Reads tensors out of a TensorFlow checkpoint, one by one. */
final class CheckpointWeights {
  private CheckpointWeights() {}

  /**
   * Reads tensors.
   *
   * @param prefix in front of the names in the checkpoint
   */
  static void read(Path checkpoint, String prefix, List<String> names, Weights.Consumer consumer)
      throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TString> name = tf.placeholder(TString.class, Placeholder.shape(Shape.of(1)));
      Operand<TFloat32> value =
          tf.train
              .restore(
                  tf.constant(checkpoint.toString()),
                  name,
                  tf.constant(NdArrays.vectorOfObjects("")),
                  List.of(TFloat32.class))
              .op()
              .output(0);
      try (Session session = new Session(graph)) {
        for (String wanted : names) {
          try (TString fed = TString.vectorOf(prefix + wanted);
              Result result = session.runner().feed(name, fed).fetch(value).run()) {
            TFloat32 tensor = (TFloat32) result.get(0);
            float[] values = new float[Math.toIntExact(tensor.size())];
            tensor.asRawTensor().data().asFloats().read(values);
            consumer.accept(wanted, tensor.shape().asArray(), values);
          } catch (TensorFlowException e) {
            throw new UserException(
                "can't read '%s' from the checkpoint '%s': %s"
                    .formatted(prefix + wanted, checkpoint, e.getMessage()),
                e);
          }
        }
      }
    }
  }
}
