package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What an object will run.
 *
 * @param owner the object
 * @param account its service account
 * @param labels of the pod
 * @param spec of the pod
 */
record Pod(Manifest owner, String account, JsonNode labels, JsonNode spec) {

  static List<Pod> of(List<Manifest> all) {
    List<Pod> pods = new ArrayList<>();
    for (Manifest manifest : all) {
      switch (manifest.kind()) {
        case "Deployment", "Job" -> pods.add(ofTemplate(manifest, "/spec/template"));
        case "CronJob" -> pods.add(ofTemplate(manifest, "/spec/jobTemplate/spec/template"));
        case "FlinkDeployment" -> pods.addAll(ofFlink(manifest));
        default -> {}
      }
    }
    return pods;
  }

  private static Pod ofTemplate(Manifest owner, String place) {
    JsonNode template = owner.body().at(place);
    String account = template.at("/spec/serviceAccountName").asText("default");
    return new Pod(owner, account, template.at("/metadata/labels"), template.path("spec"));
  }

  /** JobManager and TaskManager: the common template, and each one's own over it. */
  private static List<Pod> ofFlink(Manifest owner) {
    List<Pod> pods = new ArrayList<>();
    JsonNode common = owner.body().at("/spec/podTemplate");
    for (String role : List.of("jobManager", "taskManager")) {
      ObjectNode spec = common.path("spec").deepCopy();
      if (owner.spec().at("/" + role + "/podTemplate/spec") instanceof ObjectNode own) {
        spec.setAll(own);
      }
      String account =
          owner
              .body()
              .at("/spec/flinkConfiguration")
              .path("kubernetes." + role.toLowerCase(java.util.Locale.ROOT) + ".service-account")
              .asText(owner.body().at("/spec/serviceAccount").asText());
      pods.add(new Pod(owner, account, common.at("/metadata/labels"), spec));
    }
    return pods;
  }

  /** All containers, those that start first too. */
  List<JsonNode> containers() {
    return List.of("initContainers", "containers").stream()
        .flatMap(part -> stream(spec.path(part)))
        .toList();
  }

  String network() {
    return labels.path("docent.dev/network").asText();
  }

  static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
