package dev.docent.pipelines.kubernetes;

import dev.docent.pipelines.launch.NamedLines;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows the logs of a Job's pods as they come, and what keeps a pod from starting. */
final class PodLogs implements AutoCloseable {
  /** So long the rest of an ended pod's log is waited for. */
  private static final long LAST_LINES_MILLIS = 10_000;

  private final KubernetesClient client;
  private final String stage;
  private final Set<String> followed = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final List<LogWatch> watches = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  PodLogs(KubernetesClient client, String stage) {
    this.client = client;
    this.stage = stage;
  }

  /** Begins with pods that have started, and tells of those that can't. */
  void follow(List<Pod> pods) {
    for (Pod pod : pods) {
      String phase = pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
      if (phase.equals("Pending")) {
        waiting(pod);
      } else if (!phase.isEmpty() && followed.add(pod.getMetadata().getName())) {
        watch(pod);
      }
    }
  }

  private void watch(Pod pod) {
    try {
      LogWatch watch = client.pods().resource(pod).withReadyWaitTimeout(null).watchLog();
      watches.add(watch);
      readers.add(NamedLines.copy(watch.getOutput(), stage, System.err));
    } catch (KubernetesClientException e) {
      System.err.printf(
          "warning: can't read the log of pod %s: %s%n",
          pod.getMetadata().getName(), e.getMessage());
    }
  }

  private void waiting(Pod pod) {
    for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
      if (status.getState() != null && status.getState().getWaiting() != null) {
        tell(pod, status.getState().getWaiting().getReason());
      }
    }
    pod.getStatus().getConditions().stream()
        .filter(condition -> "Unschedulable".equals(condition.getReason()))
        .forEach(condition -> tell(pod, "Unschedulable: " + condition.getMessage()));
  }

  private void tell(Pod pod, String reason) {
    if (told.add(pod.getMetadata().getName() + reason)) {
      System.err.printf("%s: pod %s waits: %s%n", stage, pod.getMetadata().getName(), reason);
    }
  }

  /** Waits for the last lines. */
  void finish() throws InterruptedException {
    for (Thread reader : readers) {
      reader.join(LAST_LINES_MILLIS);
    }
  }

  @Override
  public void close() {
    watches.forEach(LogWatch::close);
  }
}
