package dev.docent.serving.tfserving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.TextFormat;
import dev.docent.records.UserException;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.ModelVersions;
import dev.docent.serving.tfserving.proto.BatchingParameters;
import dev.docent.serving.tfserving.proto.ModelConfig;
import dev.docent.serving.tfserving.proto.ModelServerConfig;
import dev.docent.serving.tfserving.proto.MonitoringConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerConfigsTest {
  @Test
  void namesStableAndCanaryByLabel() throws Exception {
    String text = ServerConfigs.text(ServerConfigs.models(List.of(versions(3, 4L)), "/models/"));
    ModelServerConfig parsed = TextFormat.parse(text, ModelServerConfig.class);
    ModelConfig config = parsed.getModelConfigList().getConfig(0);
    assertEquals("docent", config.getName());
    assertEquals("/models/docent", config.getBasePath());
    assertEquals("tensorflow", config.getModelPlatform());
    assertEquals(List.of(3L, 4L), config.getModelVersionPolicy().getSpecific().getVersionsList());
    assertEquals(Map.of("stable", 3L, "canary", 4L), config.getVersionLabelsMap());
  }

  /** The text that TF-Serving's guide shows for the same, in the order of field numbers. */
  @Test
  void isTheTextThatTheGuideShows() {
    assertEquals(
        """
        model_config_list {
          config {
            name: "docent"
            base_path: "/models/docent"
            model_platform: "tensorflow"
            model_version_policy {
              specific {
                versions: 3
              }
            }
            version_labels {
              key: "stable"
              value: 3
            }
          }
        }
        """,
        ServerConfigs.text(ServerConfigs.models(List.of(versions(3, null)), "/models")));
  }

  @Test
  void oneVersionUnderBothLabelsIsServedOnce() {
    ModelServerConfig config = ServerConfigs.models(List.of(versions(3, 3L)), "/models");
    assertEquals(
        List.of(3L),
        config
            .getModelConfigList()
            .getConfig(0)
            .getModelVersionPolicy()
            .getSpecific()
            .getVersionsList());
  }

  @Test
  void aModelWithoutAStableVersionIsLeftOut() {
    ModelServerConfig config =
        ServerConfigs.models(List.of(new ModelVersions("docent", Map.of(), List.of())), "/models");
    assertEquals(0, config.getModelConfigList().getConfigCount());
  }

  @Test
  void readsWhatItWroteAndRefusesOthers() {
    ModelServerConfig config = ServerConfigs.models(List.of(versions(3, 4L)), "/models");
    assertEquals(config, ServerConfigs.parse(ServerConfigs.text(config), "models.config"));
    assertThrows(UserException.class, () -> ServerConfigs.parse("name: 3", "models.config"));
  }

  @Test
  void batchingNeverPads() throws Exception {
    BatchingParameters parsed =
        TextFormat.parse(ServerConfigs.text(ServerConfigs.batching(4)), BatchingParameters.class);
    assertFalse(parsed.getPadVariableLengthInputs());
    assertEquals(4, parsed.getNumBatchThreads().getValue());
    assertTrue(parsed.getMaxBatchSize().getValue() >= 64);
  }

  @Test
  void monitoringIsForPrometheus() throws Exception {
    MonitoringConfig parsed =
        TextFormat.parse(ServerConfigs.text(ServerConfigs.monitoring()), MonitoringConfig.class);
    assertTrue(parsed.getPrometheusConfig().getEnable());
    assertEquals("/monitoring/prometheus/metrics", parsed.getPrometheusConfig().getPath());
  }

  static ModelVersions versions(long stable, @Nullable Long canary) {
    Map<String, ModelVersions.Label> labels = new HashMap<>();
    labels.put("stable", new ModelVersions.Label(Optional.of(new ModelPointer(stable, null)), "a"));
    if (canary != null) {
      labels.put(
          "canary", new ModelVersions.Label(Optional.of(new ModelPointer(canary, null)), "b"));
    }
    return new ModelVersions("docent", labels, List.of());
  }
}
