package dev.docent.pipelines.kubernetes;

import dev.docent.records.TransientFailure;
import dev.docent.records.UserException;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What a failed request to Kubernetes means. */
final class ApiFailure {
  private static final int TOO_MANY_REQUESTS = 429;

  private ApiFailure() {}

  /** Whether the same request may succeed later: no answer, a server's error, too many requests. */
  static boolean mayPass(KubernetesClientException e) {
    return e.getCode() == 0 || e.getCode() >= 500 || e.getCode() == TOO_MANY_REQUESTS;
  }

  /**
   * The failure for people.
   *
   * @param what such as {@code the cluster did not do what stage 'train' asks of it}
   */
  static UserException explained(String what, KubernetesClientException e) {
    String message = what + ": " + e.getMessage();
    return mayPass(e) ? new TransientFailure(message, e) : new UserException(message, e);
  }
}
