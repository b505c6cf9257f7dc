package dev.docent.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.docent.manifests.serving.BatchingParameters;
import dev.docent.manifests.serving.ModelConfig;
import dev.docent.manifests.serving.ModelServerConfig;
import dev.docent.manifests.serving.MonitoringConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TF-Serving's files, as they arrive in the cluster, are what its text format takes. */
class ServingConfigTest {
  @Test
  void namesTheModelThatIsSyncedAndAskedFor() throws Exception {
    ModelServerConfig config = parse("models.config", ModelServerConfig.newBuilder()).build();
    assertEquals(1, config.getModelConfigList().getConfigCount());
    ModelConfig model = config.getModelConfigList().getConfig(0);
    assertEquals("docent", model.getName());
    assertEquals("tensorflow", model.getModelPlatform());
    String sync = argument("tf-serving", "--to=");
    assertEquals(sync + "/" + model.getName(), model.getBasePath());
  }

  @Test
  void batchesInSizesThatRiseToTheLargest() throws Exception {
    BatchingParameters batching = parse("batching.config", BatchingParameters.newBuilder()).build();
    List<Long> sizes = batching.getAllowedBatchSizesList();
    assertFalse(sizes.isEmpty());
    assertEquals(sizes.stream().sorted().distinct().toList(), sizes);
    // TF-Serving refuses to start otherwise.
    assertEquals(batching.getMaxBatchSize().getValue(), sizes.get(sizes.size() - 1));
  }

  @Test
  void tellsItsMetricsWhereTheyAreAskedFor() throws Exception {
    MonitoringConfig monitoring = parse("monitoring.config", MonitoringConfig.newBuilder()).build();
    assertTrue(monitoring.getPrometheusConfig().getEnable());
    Manifest monitor =
        Kustomize.render(Sources.HOME.resolve("overlays/prod")).stream()
            .filter(one -> one.is("ServiceMonitor") && one.name().equals("tf-serving"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        monitor.body().at("/spec/endpoints/0/path").asText(),
        monitoring.getPrometheusConfig().getPath());
    assertFalse(argument("tf-serving", "--rest_api_port=").isEmpty());
  }

  @Test
  void refusesAMisspeltField() {
    assertThrows(
        TextFormat.ParseException.class,
        () -> TextFormat.merge("max_batchsize { value: 8 }", BatchingParameters.newBuilder()));
  }

  private static <B extends Message.Builder> B parse(String file, B builder) throws Exception {
    Manifest map =
        Kustomize.render(Sources.HOME.resolve("overlays/prod")).stream()
            .filter(one -> one.is("ConfigMap") && one.name().startsWith("tf-serving-"))
            .findFirst()
            .orElseThrow();
    TextFormat.merge(map.body().path("data").path(file).asText(), builder);
    return builder;
  }

  private static String argument(String deployment, String start) throws Exception {
    return Pod.of(Kustomize.render(Sources.HOME.resolve("overlays/prod"))).stream()
        .filter(pod -> pod.owner().name().equals(deployment))
        .flatMap(pod -> pod.containers().stream())
        .flatMap(container -> Pod.stream(container.path("args")))
        .map(argument -> argument.asText())
        .filter(argument -> argument.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }
}
