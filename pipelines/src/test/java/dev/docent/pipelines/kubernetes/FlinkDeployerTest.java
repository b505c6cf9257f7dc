package dev.docent.pipelines.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.TransientFailure;
import dev.docent.records.UserException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient
class FlinkDeployerTest {
  private static final Path MANIFEST = Path.of("..", "flink-k8s", "flink", "session-cluster.yaml");
  private static final String OBJECT =
      "/apis/flink.apache.org/v1beta1/namespaces/docent/flinkdeployments/flink";
  private static final String APPLIED = OBJECT + "?fieldManager=kubectl&force=true";

  KubernetesMockServer server;
  KubernetesClient client;

  @ParameterizedTest
  @ValueSource(strings = {"STABLE", "DEPLOYED"})
  void appliesOurManifestAndWaitsUntilItIsReady(String lifecycle) throws Exception {
    applied();
    looks("{}");
    looks("{observedGeneration: 1, jobManagerDeploymentStatus: READY, lifecycleState: STABLE}");
    looks(
        "{observedGeneration: 2, jobManagerDeploymentStatus: DEPLOYING, lifecycleState: UPGRADING}");
    looks(
        "{observedGeneration: 2, jobManagerDeploymentStatus: READY, lifecycleState: %s}"
            .formatted(lifecycle));
    deployer(Duration.ofMinutes(1)).deploy(ours());
    RecordedRequest first = server.takeRequest(0, TimeUnit.SECONDS);
    assertEquals("PATCH", first.getMethod());
    assertEquals("application/apply-patch+yaml", first.getHeader("Content-Type"));
    GenericKubernetesResource sent =
        Serialization.unmarshal(first.getBody().readUtf8(), GenericKubernetesResource.class);
    assertEquals(ours(), sent);
    assertEquals(5, server.getRequestCount(), "an earlier generation's READY is none");
  }

  @Test
  void whatTheOperatorGivesUpIsToldInItsWords() {
    applied();
    looks(
        """
        {observedGeneration: 2, jobManagerDeploymentStatus: ERROR, lifecycleState: DEPLOYED,
         error: '{"type": "T", "message": "failed", "throwableList": [{"message": "quota exceeded"}]}'}
        """);
    UserException e = failure(Duration.ofMinutes(1));
    assertTrue(e.getMessage().contains("JobManager ERROR"), e.getMessage());
    assertTrue(
        e.getMessage().endsWith("the operator says: failed: quota exceeded"), e.getMessage());
  }

  @Test
  void anErrorThatStaysIsNotWaitedOut() {
    applied();
    forever("{observedGeneration: 1, lifecycleState: STABLE, error: spec.image is wrong}");
    UserException e = failure(Duration.ofMinutes(5));
    assertTrue(e.getMessage().contains("spec.image is wrong"), e.getMessage());
  }

  /** The operator comes to a mended spec later than an error may stay. */
  @Test
  void anErrorOfTheFormerSpecIsNoneOfTheMendedOne() throws Exception {
    String former = "{observedGeneration: 1, lifecycleState: STABLE, error: spec.image is wrong}";
    applied(former);
    // 60 looks, each 10 ms after the last at the least, are longer than the patience of 300 ms.
    server.expect().get().withPath(OBJECT).andReturn(200, seen(former)).times(60);
    looks("{observedGeneration: 2, jobManagerDeploymentStatus: READY, lifecycleState: STABLE}");
    deployer(Duration.ofMinutes(1)).deploy(ours());
  }

  @Test
  void aFormerErrorThatStaysIsToldWhenTheTimeIsOver() {
    String former = "{observedGeneration: 1, lifecycleState: STABLE, error: spec.image is wrong}";
    applied(former);
    forever(former);
    UserException e = failure(Duration.ofSeconds(1));
    assertTrue(e.getMessage().contains("isn't ready after 1 s"), e.getMessage());
    assertTrue(e.getMessage().endsWith("the operator says: spec.image is wrong"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{observedGeneration: 1, lifecycleState: STABLE, error: spec.memory is wrong}",
        "{observedGeneration: 2, lifecycleState: STABLE, error: spec.image is wrong}"
      })
  void anErrorOfTheMendedSpecCounts(String later) {
    String former = "{observedGeneration: 1, lifecycleState: STABLE, error: spec.image is wrong}";
    applied(former);
    looks(former);
    forever(later);
    UserException e = failure(Duration.ofMinutes(5));
    assertTrue(e.getMessage().contains("was not brought up"), e.getMessage());
  }

  @Test
  void aFormerErrorThatWasGoneAndComesBackCounts() {
    String former = "{observedGeneration: 1, lifecycleState: STABLE, error: spec.image is wrong}";
    applied(former);
    looks(former);
    looks("{observedGeneration: 1, lifecycleState: STABLE}");
    forever(former);
    UserException e = failure(Duration.ofMinutes(5));
    assertTrue(e.getMessage().contains("was not brought up"), e.getMessage());
  }

  @Test
  void whatIsNotReadyInTimeIsAnErrorThatTellsHowFarItCame() {
    applied();
    forever(
        "{observedGeneration: 2, jobManagerDeploymentStatus: DEPLOYING, lifecycleState: DEPLOYED}");
    UserException e = failure(Duration.ofMillis(200));
    assertTrue(
        e.getMessage().contains("isn't ready after 0 s: JobManager DEPLOYING"), e.getMessage());
  }

  @Test
  void aMissingOperatorIsNamed() {
    server.expect().patch().withPath(APPLIED).andReturn(404, status(404, "not found")).always();
    UserException e = failure(Duration.ofMinutes(1));
    assertTrue(e.getMessage().contains("Flink Kubernetes Operator"), e.getMessage());
  }

  @Test
  void aRefusalIsFinalAndAServersErrorMayPass() {
    server.expect().patch().withPath(APPLIED).andReturn(403, status(403, "may not patch")).once();
    UserException refused = failure(Duration.ofMinutes(1));
    assertEquals(UserException.class, refused.getClass());
    assertTrue(refused.getMessage().contains("may not patch"), refused.getMessage());
  }

  @Test
  void whoRemovesItMeanwhileIsNoticed() {
    applied();
    server.expect().get().withPath(OBJECT).andReturn(404, status(404, "gone")).always();
    assertTrue(failure(Duration.ofMinutes(1)).getMessage().contains("removed by somebody"));
  }

  @Test
  void anApiThatIsAwayForAMomentCostsNothing() throws Exception {
    applied();
    server.expect().get().withPath(OBJECT).andReturn(500, status(500, "away")).times(2);
    looks("{observedGeneration: 2, jobManagerDeploymentStatus: READY, lifecycleState: STABLE}");
    deployer(Duration.ofMinutes(1)).deploy(ours());
  }

  @Test
  void anApiThatStaysAwayMayPass() {
    applied();
    server.expect().get().withPath(OBJECT).andReturn(500, status(500, "away")).always();
    assertEquals(TransientFailure.class, failure(Duration.ofMinutes(5)).getClass());
  }

  @Test
  void manifestsWithoutAFlinkDeploymentAreRefused() {
    FlinkDeployer deployer = deployer(Duration.ofMinutes(1));
    for (String wrong :
        List.of("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}", "kind: [")) {
      assertThrows(
          UserException.class,
          () -> deployer.find(new ByteArrayInputStream(wrong.getBytes(StandardCharsets.UTF_8))),
          wrong);
    }
  }

  private GenericKubernetesResource ours() throws Exception {
    try (InputStream file = Files.newInputStream(MANIFEST)) {
      List<GenericKubernetesResource> found = deployer(Duration.ofMinutes(1)).find(file);
      assertEquals(1, found.size());
      found.get(0).getMetadata().setNamespace("docent");
      return found.get(0);
    }
  }

  private FlinkDeployer deployer(Duration timeout) {
    // The client itself would repeat a server's errors for seconds.
    client.getConfiguration().setRequestRetryBackoffLimit(0);
    return new FlinkDeployer(client, timeout, Duration.ofMillis(300), Duration.ofMillis(10));
  }

  private UserException failure(Duration timeout) {
    UserException e = assertThrows(UserException.class, () -> deployer(timeout).deploy(ours()));
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    return e;
  }

  private void applied() {
    applied("{}");
  }

  /**
   * @param status of before
   */
  private void applied(String status) {
    server.expect().patch().withPath(APPLIED).andReturn(200, seen(status)).always();
  }

  private void looks(String status) {
    server.expect().get().withPath(OBJECT).andReturn(200, seen(status)).once();
  }

  private void forever(String status) {
    server.expect().get().withPath(OBJECT).andReturn(200, seen(status)).always();
  }

  private static GenericKubernetesResource seen(String status) {
    return Serialization.unmarshal(
        """
        apiVersion: flink.apache.org/v1beta1
        kind: FlinkDeployment
        metadata: {name: flink, namespace: docent, generation: 2}
        status: %s
        """
            .formatted(status.replace("\n", " ")),
        GenericKubernetesResource.class);
  }

  private static Object status(int code, String message) {
    return new StatusBuilder().withCode(code).withMessage(message).build();
  }
}
