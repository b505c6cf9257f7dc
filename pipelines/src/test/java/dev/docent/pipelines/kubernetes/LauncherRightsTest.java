package dev.docent.pipelines.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Role of the manifests allows what the launcher asks of the API, and no more. */
@EnableKubernetesMockClient(crud = true)
class LauncherRightsTest {
  private static final Path MANIFEST = Path.of("..", "flink-k8s", "flink", "access.yaml");
  private static final String ROLE = "docent-training";
  private static final String NAMESPACE = "docent";
  private static final String WORKSPACE = "s3://bucket/site";

  /** Such as {@code /apis/batch/v1/namespaces/docent/jobs/NAME}. */
  private static final Pattern PATH =
      Pattern.compile(
          "/apis?(/batch)?/v1/namespaces/docent/(?<kind>[a-z]+)(/(?<name>[^/]+)(?<part>/[a-z]+)?)?");

  KubernetesClient client;
  @TempDir Path folder;
  private final SortedSet<String> asked = new ConcurrentSkipListSet<>();

  @Test
  void theRoleIsWhatTheLauncherAsksFor() throws Exception {
    StageExecutor.Plan plan =
        new StageExecutor.Plan(
            Stage.TRAIN,
            Settings.read(Stage.TRAIN.settings(), "train", Map.of()),
            Map.of(),
            Map.of(Stage.DATASET, "abc"),
            List.of(),
            "0123456789abcdef0123");
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (KubernetesClient watched = watched()) {
      KubernetesLauncher launcher = launcher(watched);
      Future<?> run =
          threads.submit(
              () -> {
                launcher.run(plan, false, true);
                return true;
              });
      String name = StageJob.name(plan, WORKSPACE);
      await("create jobs");
      begin(name);
      await("get pods/log");
      complete(name);
      run.get(1, TimeUnit.MINUTES);
    } finally {
      threads.shutdownNow();
    }
    assertEquals(allowed(), asked);
  }

  private KubernetesClient watched() {
    return new KubernetesClientBuilder()
        .withConfig(client.getConfiguration())
        .withHttpClientBuilderConsumer(
            builder ->
                builder.addOrReplaceInterceptor(
                    "rights",
                    new Interceptor() {
                      @Override
                      public void before(
                          BasicBuilder headers, HttpRequest request, RequestTags tags) {
                        asked.add(right(request));
                      }
                    }))
        .build();
  }

  private KubernetesLauncher launcher(KubernetesClient watched) throws Exception {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: train, namespace: docent}
        spec: {template: {spec: {restartPolicy: Never, containers: [{name: docent, image: i}]}}}
        """);
    return new KubernetesLauncher(
        watched,
        StageJob.template(file),
        WORKSPACE,
        Duration.ZERO,
        Duration.ofMillis(20),
        Duration.ofSeconds(30));
  }

  private void begin(String job) {
    client
        .pods()
        .inNamespace(NAMESPACE)
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("train-1")
                .addToLabels("job-name", job)
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .endStatus()
                .build())
        .create();
  }

  private void complete(String name) {
    var jobs = client.batch().v1().jobs().inNamespace(NAMESPACE);
    Job job = jobs.withName(name).get();
    jobs.resource(
            new JobBuilder(job)
                .editOrNewStatus()
                .addNewCondition()
                .withType("Complete")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build())
        .updateStatus();
  }

  private void await(String right) throws InterruptedException {
    long latest = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!asked.contains(right)) {
      assertTrue(System.nanoTime() < latest, () -> right + " isn't among " + asked);
      Thread.sleep(20);
    }
  }

  /** What Kubernetes' access control calls a request, such as {@code list pods}. */
  private static String right(HttpRequest request) {
    Matcher path = PATH.matcher(request.uri().getPath());
    if (!path.matches()) {
      return request.method() + " " + request.uri();
    }
    String query = request.uri().getQuery();
    String verb =
        switch (request.method()) {
          case "GET" ->
              query != null && query.contains("watch=true")
                  ? "watch"
                  : path.group("name") == null ? "list" : "get";
          case "POST" -> "create";
          case "PUT" -> "update";
          case "DELETE" -> path.group("name") == null ? "deletecollection" : "delete";
          default -> request.method();
        };
    return verb + " " + path.group("kind") + (path.group("part") == null ? "" : path.group("part"));
  }

  private Set<String> allowed() throws Exception {
    SortedSet<String> allowed = new TreeSet<>();
    Role role =
        client.load(Files.newInputStream(MANIFEST)).items().stream()
            .filter(one -> one instanceof Role && one.getMetadata().getName().equals(ROLE))
            .map(Role.class::cast)
            .findFirst()
            .orElseThrow();
    for (PolicyRule rule : role.getRules()) {
      rule.getResources()
          .forEach(kind -> rule.getVerbs().forEach(verb -> allowed.add(verb + " " + kind)));
    }
    return allowed;
  }
}
