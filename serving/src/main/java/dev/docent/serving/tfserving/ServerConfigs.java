package dev.docent.serving.tfserving;

import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import com.google.protobuf.TextFormat;
import dev.docent.records.UserException;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.ModelVersions;
import dev.docent.serving.tfserving.proto.BatchingParameters;
import dev.docent.serving.tfserving.proto.FileSystemStoragePathSourceConfig.ServableVersionPolicy;
import dev.docent.serving.tfserving.proto.ModelConfig;
import dev.docent.serving.tfserving.proto.ModelConfigList;
import dev.docent.serving.tfserving.proto.ModelServerConfig;
import dev.docent.serving.tfserving.proto.MonitoringConfig;
import dev.docent.serving.tfserving.proto.PrometheusConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * TF-Serving's configuration files, in the text format of protocol buffers.
 *
 * @see <a href="https://www.tensorflow.org/tfx/serving/serving_config">TensorFlow Serving
 *     Configuration</a>
 */
public final class ServerConfigs {
  /** For {@code --model_config_file}. */
  public static final String MODELS = "models.config";

  /** For {@code --batching_parameters_file}, with {@code --enable_batching}. */
  public static final String BATCHING = "batching.config";

  /** For {@code --monitoring_config_file}. */
  public static final String MONITORING = "monitoring.config";

  private static final String PLATFORM = "tensorflow";

  /** Pairs in a batch; one search asks for some 20 to 60. */
  private static final int MAX_BATCH = 256;

  private static final int BATCH_TIMEOUT_MICROS = 1000;
  private static final int MAX_ENQUEUED = 64;

  private ServerConfigs() {}

  /**
   * Which versions to serve, and by which labels clients may ask for them.
   *
   * @param models those without a stable version are left out
   * @param basePath the folder of the models' folders, as the server sees it
   */
  public static ModelServerConfig models(List<ModelVersions> models, String basePath) {
    ModelConfigList.Builder list = ModelConfigList.newBuilder();
    for (ModelVersions model : models) {
      Map<String, Long> labels = labels(model);
      if (labels.containsKey(ModelPointer.STABLE)) {
        ServableVersionPolicy.Specific.Builder specific =
            ServableVersionPolicy.Specific.newBuilder();
        labels.values().stream().distinct().sorted().forEach(specific::addVersions);
        list.addConfig(
            ModelConfig.newBuilder()
                .setName(model.name())
                .setBasePath(basePath.replaceAll("(?<=.)/+$", "") + "/" + model.name())
                .setModelPlatform(PLATFORM)
                .setModelVersionPolicy(ServableVersionPolicy.newBuilder().setSpecific(specific))
                .putAllVersionLabels(labels));
      }
    }
    return ModelServerConfig.newBuilder().setModelConfigList(list).build();
  }

  private static Map<String, Long> labels(ModelVersions model) {
    Map<String, Long> labels = new TreeMap<>();
    for (String label : ModelPointer.LABELS) {
      Optional<ModelPointer> pointer = model.pointer(label);
      pointer.ifPresent(one -> labels.put(label, one.version()));
    }
    return labels;
  }

  /**
   * How requests are put together. Padding stays off: TF-Serving pads a tensor with its first
   * value, and a mask that begins with 1 would then let padding count. So requests are merged only
   * where they are equally wide, and clients pad theirs to the model's full length ({@code docent
   * serve --prediction-batching true}).
   *
   * @param threads of the server's machine that compute batches, 1 or more
   */
  public static BatchingParameters batching(int threads) {
    return BatchingParameters.newBuilder()
        .setMaxBatchSize(Int64Value.of(MAX_BATCH))
        .setBatchTimeoutMicros(Int64Value.of(BATCH_TIMEOUT_MICROS))
        .setMaxEnqueuedBatches(Int64Value.of(MAX_ENQUEUED))
        .setNumBatchThreads(Int64Value.of(threads))
        .setThreadPoolName(StringValue.of("docent"))
        .setPadVariableLengthInputs(false)
        .build();
  }

  /** Metrics for Prometheus on the REST port. */
  public static MonitoringConfig monitoring() {
    return MonitoringConfig.newBuilder()
        .setPrometheusConfig(
            PrometheusConfig.newBuilder().setEnable(true).setPath("/monitoring/prometheus/metrics"))
        .build();
  }

  public static String text(Message message) {
    return TextFormat.printer().printToString(message);
  }

  /**
   * Reads a {@value #MODELS}.
   *
   * @throws UserException if it is none
   */
  public static ModelServerConfig parse(String text, String name) {
    try {
      return TextFormat.parse(text, ModelServerConfig.class);
    } catch (TextFormat.ParseException e) {
      throw new UserException(
          "'%s' can't be read as TF-Serving's configuration: %s".formatted(name, e.getMessage()),
          e);
    }
  }
}
