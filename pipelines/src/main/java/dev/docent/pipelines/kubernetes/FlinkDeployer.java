package dev.docent.pipelines.kubernetes;

import dev.docent.records.UserException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a Flink session cluster to what its FlinkDeployment says: applies it, then waits until the
 * Flink Kubernetes Operator has made it ready.
 */
public final class FlinkDeployer {
  /** As 'kubectl apply --server-side' has it, so that neither stands in the other's way. */
  private static final String FIELD_MANAGER = "kubectl";

  private static final String KIND = "FlinkDeployment";
  private static final ResourceDefinitionContext CONTEXT =
      new ResourceDefinitionContext.Builder()
          .withGroup("flink.apache.org")
          .withVersion("v1beta1")
          .withKind(KIND)
          .withPlural("flinkdeployments")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;
  private final Duration timeout;
  private final Duration patience;
  private final Duration pause;

  /**
   * @param timeout how long the cluster may take to be ready
   * @param patience how long the API may be away, and an error of the operator may stay
   * @param pause between looks
   */
  public FlinkDeployer(
      KubernetesClient client, Duration timeout, Duration patience, Duration pause) {
    this.client = client;
    this.timeout = timeout;
    this.patience = patience;
    this.pause = pause;
  }

  /**
   * The FlinkDeployments among rendered manifests, such as {@code kubectl kustomize} prints them.
   *
   * @throws UserException if there is none, or the text is no manifests
   */
  public List<GenericKubernetesResource> find(InputStream manifests) {
    List<HasMetadata> all;
    try {
      all = client.load(manifests).items();
    } catch (RuntimeException e) {
      throw new UserException("the manifests can't be read: " + e.getMessage(), e);
    }
    List<GenericKubernetesResource> found =
        all.stream()
            .filter(one -> KIND.equals(one.getKind()))
            .map(GenericKubernetesResource.class::cast)
            .toList();
    if (found.isEmpty()) {
      throw new UserException(
          "there is no %s among the %d manifests; give what 'kubectl kustomize' makes of an overlay"
              .formatted(KIND, all.size()));
    }
    return found;
  }

  /**
   * Applies a FlinkDeployment and waits until jobs can be sent to its cluster.
   *
   * @throws UserException if the API server or the operator refuses it, or it isn't ready in time
   */
  public void deploy(GenericKubernetesResource wanted) throws InterruptedException {
    String own = wanted.getMetadata().getNamespace();
    String namespace = own != null ? own : client.getNamespace();
    String name =
        "%s '%s' in namespace '%s'".formatted(KIND, wanted.getMetadata().getName(), namespace);
    try {
      Resource<GenericKubernetesResource> resource =
          client.genericKubernetesResources(CONTEXT).inNamespace(namespace).resource(wanted);
      GenericKubernetesResource applied =
          resource.fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
      System.err.printf("%s: applied%n", name);
      // The answer is older than any look of the operator at what was applied.
      await(name, resource, new FormerError(FlinkStatus.of(applied).error()));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        throw new UserException(
            "%s: the cluster has no such kind or namespace; are the Flink Kubernetes Operator and the namespace there? (%s)"
                .formatted(name, e.getMessage()),
            e);
      }
      throw ApiFailure.explained(name + " can't be applied", e);
    }
  }

  private void await(String name, Resource<GenericKubernetesResource> resource, FormerError former)
      throws InterruptedException {
    long latest = System.nanoTime() + timeout.toNanos();
    Since away = new Since();
    Since erring = new Since();
    String told = "";
    FlinkStatus status = new FlinkStatus(false, "", "", "");
    while (true) {
      try {
        GenericKubernetesResource now = resource.get();
        away.end();
        if (now == null) {
          throw new UserException(name + " was removed by somebody");
        }
        status = FlinkStatus.of(now);
        if (!status.toString().equals(told)) {
          told = status.toString();
          System.err.printf("%s: %s%n", name, told);
        }
        if (status.ready()) {
          return;
        }
        if (erring.lasts(former.isStill(status) ? null : status.error(), patience)
            || status.failed()) {
          throw refused(name, status);
        }
      } catch (KubernetesClientException e) {
        if (!ApiFailure.mayPass(e) || away.lasts("away", patience)) {
          throw e;
        }
      }
      if (System.nanoTime() >= latest) {
        throw new UserException(
            "%s isn't ready after %d s: %s%s"
                .formatted(name, timeout.toSeconds(), status, said(status)));
      }
      Thread.sleep(pause.toMillis());
    }
  }

  private static UserException refused(String name, FlinkStatus status) {
    return new UserException("%s was not brought up: %s%s".formatted(name, status, said(status)));
  }

  private static String said(FlinkStatus status) {
    return status.error().isEmpty()
        ? "; 'kubectl describe flinkdeployment' and the pods' events may tell why"
        : "; the operator says: " + status.error();
  }

  /**
   * An error that was there before the operator could look at what was applied. It says nothing of
   * that until the operator has looked, or has said something else. A spec that the operator
   * refuses may never count as looked at: where its error is the very same, the timeout ends it.
   */
  private static final class FormerError {
    private String text;

    FormerError(String text) {
      this.text = text;
    }

    /** Whether there is no other error than the former one. */
    boolean isStill(FlinkStatus status) {
      if (status.seen() || !status.error().equals(text)) {
        text = "";
      }
      return status.error().equals(text);
    }
  }

  /** For how long something has been the same. */
  private static final class Since {
    private @Nullable String what;
    private long began;

    void end() {
      what = null;
    }

    /** Whether it has lasted for a time; null for what is not there. */
    boolean lasts(@Nullable String now, Duration time) {
      if (now == null || !now.equals(what)) {
        what = now;
        began = System.nanoTime();
        return false;
      }
      return System.nanoTime() - began >= time.toNanos();
    }
  }
}
