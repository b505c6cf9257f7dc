package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What every pod keeps: the 'restricted' level of Kubernetes' pod security standards, a read-only
 * root, bounded memory, a pinned image, a network policy of its own.
 */
final class PodRules implements Check {
  /** The kinds of volume that 'restricted' allows and that are used. */
  private static final Set<String> VOLUMES =
      Set.of("configMap", "emptyDir", "persistentVolumeClaim", "projected", "secret");

  /** Accounts that speak to Kubernetes; all others get no token. */
  private static final Set<String> SPEAKING = Set.of("docent-pipelines", "docent");

  private final List<String> flaws = new ArrayList<>();

  @Override
  public List<String> flaws(List<Manifest> all) {
    flaws.clear();
    for (Pod pod : Pod.of(all)) {
      JsonNode security = pod.spec().path("securityContext");
      rule(security.path("runAsNonRoot").asBoolean(), pod, "may run as root");
      rule(
          security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
          pod,
          "has no seccomp profile");
      for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
        rule(!pod.spec().path(host).asBoolean(), pod, "uses " + host);
      }
      rule(
          SPEAKING.contains(pod.account())
              || !pod.spec().path("automountServiceAccountToken").asBoolean(true),
          pod,
          "gets a token of Kubernetes that it doesn't need");
      rule(!pod.network().isEmpty(), pod, "belongs to no network policy");
      volumes(pod);
      gpus(pod);
      pod.containers().forEach(container -> container(pod, container));
    }
    return List.copyOf(flaws);
  }

  private void container(Pod pod, JsonNode container) {
    String name = "'%s' ".formatted(container.path("name").asText());
    JsonNode security = container.path("securityContext");
    rule(
        !security.path("allowPrivilegeEscalation").asBoolean(true),
        pod,
        name + "may gain privileges");
    rule(
        security.at("/capabilities/drop/0").asText().equals("ALL"),
        pod,
        name + "keeps capabilities");
    rule(
        security.path("readOnlyRootFilesystem").asBoolean(),
        pod,
        name + "may write into its image");
    if (name.equals("'docent' ")) {
      rule(
          value(container, "DOCENT_LOG").path("value").asText().equals("json"),
          pod,
          name + "logs no JSON");
      rule(
          !pod.owner().is("Job", "CronJob") || value(container, "DOCENT_RUN").has("valueFrom"),
          pod,
          name + "names no run in its logs");
    }
    if (pod.owner().is("FlinkDeployment")) {
      return; // The operator sets image and resources.
    }
    for (String field : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
      rule(
          !container.path("resources").at(field).isMissingNode(),
          pod,
          name + "doesn't say its resources" + field);
    }
    rule(
        container.path("image").asText().matches(".+(:[^:/]+|@sha256:[0-9a-f]{64})")
            && !container.path("image").asText().endsWith(":latest"),
        pod,
        name + "has an image without a version");
    if (pod.owner().is("Deployment")
        && !container.path("restartPolicy").asText().equals("Always")) {
      rule(container.has("readinessProbe"), pod, name + "has no readiness probe");
      rule(container.has("livenessProbe"), pod, name + "has no liveness probe");
    }
  }

  private static JsonNode value(JsonNode container, String variable) {
    return Pod.stream(container.path("env"))
        .filter(one -> one.path("name").asText().equals(variable))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private void volumes(Pod pod) {
    List<String> names = new ArrayList<>();
    for (JsonNode volume : pod.spec().path("volumes")) {
      names.add(volume.path("name").asText());
      volume
          .fieldNames()
          .forEachRemaining(
              field ->
                  rule(
                      field.equals("name") || VOLUMES.contains(field),
                      pod,
                      "has a volume of the kind " + field));
    }
    for (JsonNode container : pod.containers()) {
      for (JsonNode mount : container.path("volumeMounts")) {
        rule(
            names.contains(mount.path("name").asText()),
            pod,
            "mounts '%s', which is no volume of it".formatted(mount.path("name").asText()));
      }
    }
  }

  private void gpus(Pod pod) {
    boolean wants =
        pod.containers().stream()
            .anyMatch(one -> one.at("/resources/limits").has("nvidia.com/gpu"));
    boolean tolerates =
        Pod.stream(pod.spec().path("tolerations"))
            .anyMatch(one -> one.path("key").asText().equals("nvidia.com/gpu"));
    rule(wants == tolerates, pod, "must ask for a GPU and tolerate its taint, or neither");
  }

  private void rule(boolean holds, Pod pod, String what) {
    if (!holds) {
      flaws.add(pod.owner().id() + " " + what);
    }
  }
}
