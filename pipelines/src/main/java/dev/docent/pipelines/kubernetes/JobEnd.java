package dev.docent.pipelines.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a Job ended, as its conditions tell.
 *
 * @param reason Kubernetes' word, such as {@code DeadlineExceeded}; empty where it went well
 */
record JobEnd(boolean complete, String reason, String message) {
  /** Empty while it runs. */
  static Optional<JobEnd> of(Job job) {
    List<JobCondition> conditions =
        job.getStatus() == null ? List.of() : job.getStatus().getConditions();
    for (JobCondition condition : conditions) {
      if ("True".equals(condition.getStatus())) {
        switch (Objects.requireNonNullElse(condition.getType(), "")) {
          case "Complete" -> {
            return Optional.of(new JobEnd(true, "", ""));
          }
          case "Failed" -> {
            return Optional.of(
                new JobEnd(
                    false,
                    Objects.requireNonNullElse(condition.getReason(), "Failed"),
                    Objects.requireNonNullElse(condition.getMessage(), "")));
          }
          default -> {
            // Suspended and the like are no end.
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The exit code of the work in the pod that ended last, if one has ended. */
  static Optional<Integer> exitCode(List<Pod> pods) {
    return pods.stream()
        .filter(pod -> pod.getStatus() != null)
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .filter(status -> StageJob.CONTAINER.equals(status.getName()))
        .filter(status -> status.getState() != null && status.getState().getTerminated() != null)
        .map(status -> status.getState().getTerminated())
        .max(
            java.util.Comparator.comparing(
                ended -> Objects.requireNonNullElse(ended.getFinishedAt(), "")))
        .map(ended -> ended.getExitCode());
  }
}
