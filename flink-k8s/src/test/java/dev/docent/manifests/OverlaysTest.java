package dev.docent.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can be applied, as the real kustomize renders it, passes every check. */
class OverlaysTest {
  static Stream<String> overlays() throws Exception {
    Path home = Sources.HOME.resolve("overlays");
    return Sources.overlays(Sources.HOME).stream()
        .map(folder -> home.relativize(folder).toString());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void passesEveryCheck(String overlay) throws Exception {
    Path folder = Sources.HOME.resolve("overlays").resolve(overlay);
    List<Manifest> all = Kustomize.render(folder);
    Path environment = Sources.HOME.resolve("overlays").resolve(Path.of(overlay).getName(0));
    List<Manifest> standing =
        folder.equals(environment) ? List.of() : Kustomize.render(environment);
    List<String> flaws = Checks.flaws(all, standing);
    assertTrue(flaws.isEmpty(), String.join("\n", flaws));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void knowsEveryKindByTwoModels(String overlay) throws Exception {
    Set<String> others =
        Kustomize.render(Sources.HOME.resolve("overlays").resolve(overlay)).stream()
            .map(one -> one.apiVersion() + " " + one.kind())
            .filter(one -> !FabricModel.TYPES.containsKey(one))
            .collect(Collectors.toCollection(TreeSet::new));
    others.removeAll(
        Set.of(
            "external-secrets.io/v1 ExternalSecret",
            "external-secrets.io/v1 SecretStore",
            "monitoring.coreos.com/v1 PodMonitor",
            "monitoring.coreos.com/v1 PrometheusRule",
            "monitoring.coreos.com/v1 ServiceMonitor"));
    assertEquals(Set.of(), others);
  }

  @Test
  void hasWhatAnEnvironmentNeeds() throws Exception {
    Set<String> ids =
        Kustomize.render(Sources.HOME.resolve("overlays/prod")).stream()
            .map(Manifest::id)
            .collect(Collectors.toSet());
    for (String wanted :
        List.of(
            "FlinkDeployment/flink",
            "CronJob/weekly",
            "Deployment/tf-serving",
            "Deployment/search",
            "Deployment/oauth2-proxy",
            "ExternalSecret/dex-config",
            "Ingress/search",
            "Ingress/dex",
            "StorageClass/docent-shared")) {
      assertTrue(ids.contains(wanted), wanted);
    }
  }
}
