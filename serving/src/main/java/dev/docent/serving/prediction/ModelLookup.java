package dev.docent.serving.prediction;

import com.google.protobuf.Int64Value;
import dev.docent.serving.prediction.proto.DataType;
import dev.docent.serving.prediction.proto.ModelSpec;
import dev.docent.serving.prediction.proto.SignatureDef;
import dev.docent.serving.prediction.proto.TensorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Checks which signature a request asks for, and describes those there are. */
final class ModelLookup {
  static final String SIGNATURE = "serving_default";
  static final String SCORE = "score";

  /** The sentence encoder's signature and its output. */
  static final String EMBED = "embed";

  static final String EMBEDDING = "embedding";

  private ModelLookup() {}

  /**
   * The signature that is asked for.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT, naming the valid ones
   */
  static String askedSignature(ModelSpec asked, ServedModel served) {
    String name = asked.getSignatureName();
    if (name.isEmpty() || name.equals(SIGNATURE)) {
      return SIGNATURE;
    }
    if (name.equals(EMBED) && served.encoder() != null) {
      return EMBED;
    }
    throw invalid(
        served.encoder() == null
            ? "there is no signature '%s'; '%s' is the only one".formatted(name, SIGNATURE)
            : "there is no signature '%s'; there are '%s' and '%s'"
                .formatted(name, SIGNATURE, EMBED));
  }

  static ModelSpec spec(ServedModel served) {
    return spec(served, SIGNATURE);
  }

  static ModelSpec spec(ServedModel served, String signature) {
    return ModelSpec.newBuilder()
        .setName(served.name())
        .setVersion(Int64Value.of(served.version()))
        .setSignatureName(signature)
        .build();
  }

  static SignatureDef signature() {
    SignatureDef.Builder signature =
        SignatureDef.newBuilder()
            .setMethodName("tensorflow/serving/predict")
            .putOutputs(SCORE, info(SCORE, DataType.DT_FLOAT, -1));
    for (String input : PairTensors.INPUTS) {
      signature.putInputs(input, info(input, DataType.DT_INT32, -1, -1));
    }
    return signature.build();
  }

  static SignatureDef embedSignature() {
    SignatureDef.Builder signature =
        SignatureDef.newBuilder()
            .setMethodName("tensorflow/serving/predict")
            .putOutputs(EMBEDDING, info(EMBEDDING, DataType.DT_FLOAT, -1, -1));
    for (String input : TextTensors.INPUTS) {
      signature.putInputs(input, info(input, DataType.DT_INT32, -1, -1));
    }
    return signature.build();
  }

  static StatusRuntimeException invalid(String message) {
    return Status.INVALID_ARGUMENT.withDescription(message).asRuntimeException();
  }

  private static TensorInfo info(String name, DataType type, long... sizes) {
    return TensorInfo.newBuilder()
        .setName(name + ":0")
        .setDtype(type)
        .setTensorShape(Tensors.shape(sizes))
        .build();
  }
}
