package dev.docent.pipelines.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * What the Flink Kubernetes Operator tells of a FlinkDeployment.
 *
 * @param seen whether the operator has looked at what was asked for last
 * @param jobManager such as {@code DEPLOYING} or {@code READY}; empty while nothing is told
 * @param lifecycle such as {@code STABLE}; empty while nothing is told
 * @param error in the operator's words; empty for none
 */
record FlinkStatus(boolean seen, String jobManager, String lifecycle, String error) {
  static FlinkStatus of(GenericKubernetesResource deployment) {
    JsonNode status = Serialization.jsonMapper().valueToTree(deployment).path("status");
    Long generation = deployment.getMetadata().getGeneration();
    boolean seen = generation == null || status.path("observedGeneration").asLong() >= generation;
    return new FlinkStatus(
        seen,
        status.path("jobManagerDeploymentStatus").asText(""),
        status.path("lifecycleState").asText(""),
        message(status.path("error").asText("")));
  }

  /** The operator keeps an exception as JSON with stack traces; people need its message. */
  private static String message(String error) {
    if (!error.startsWith("{")) {
      return error.strip();
    }
    try {
      JsonNode json = Serialization.jsonMapper().readTree(error);
      JsonNode cause = json.path("throwableList").path(json.path("throwableList").size() - 1);
      String own = json.path("message").asText("");
      String deepest = cause.path("message").asText("");
      return deepest.isEmpty() || deepest.equals(own) ? own : own + ": " + deepest;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return error.strip();
    }
  }

  /**
   * Whether jobs can be sent to the cluster that was asked for last. A session cluster may stay
   * {@code DEPLOYED}: whether it is {@code STABLE} the operator judges by jobs that it was given.
   */
  boolean ready() {
    return seen
        && jobManager.equals("READY")
        && (lifecycle.equals("STABLE") || lifecycle.equals("DEPLOYED"));
  }

  /** Whether the operator has given it up; what is mended must be applied anew. */
  boolean failed() {
    return seen && (jobManager.equals("ERROR") || lifecycle.equals("FAILED"));
  }

  /** For people. */
  @Override
  public String toString() {
    if (jobManager.isEmpty() && lifecycle.isEmpty()) {
      return "the operator has not looked at it";
    }
    return (seen ? "" : "an earlier state is ")
        + "JobManager %s, %s".formatted(jobManager, lifecycle);
  }
}
