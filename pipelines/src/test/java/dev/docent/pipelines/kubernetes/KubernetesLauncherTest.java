package dev.docent.pipelines.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.TransientFailure;
import dev.docent.records.UserException;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(crud = true)
class KubernetesLauncherTest {
  private static final String NAMESPACE = "docent";
  private static final String WORKSPACE = "s3://bucket/site";

  KubernetesMockServer server;
  KubernetesClient client;
  @TempDir Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Job template;
  private StageExecutor.Plan plan;

  @BeforeEach
  void makeTemplate() throws Exception {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: train, namespace: docent, labels: {app.kubernetes.io/name: train}}
        spec:
          activeDeadlineSeconds: 86400
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: docent
                  image: docent-models-gpu
                  args: [train, --workspace=elsewhere]
                  resources: {limits: {nvidia.com/gpu: "1"}}
        """);
    template = StageJob.template(file);
    plan =
        new StageExecutor.Plan(
            Stage.TRAIN,
            Settings.read(Stage.TRAIN.settings(), "train", Map.of("seed", "5")),
            Map.of(),
            Map.of(Stage.DATASET, "abc"),
            List.of(),
            "0123456789abcdef0123");
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void theJobHasTheTemplatesMachineAndThePlansCommandLine() throws Exception {
    Future<?> run = begin(Duration.ofMinutes(30));
    Job job = await(this::job);
    assertEquals(1800L, job.getSpec().getActiveDeadlineSeconds());
    assertEquals(plan.fingerprint(), job.getMetadata().getLabels().get(StageJob.FINGERPRINT));
    assertEquals("train", job.getMetadata().getLabels().get("app.kubernetes.io/name"));
    var container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
    assertEquals("1", container.getResources().getLimits().get("nvidia.com/gpu").toString());
    assertEquals(
        List.of("train", "--workspace=" + WORKSPACE, "--input=dataset=abc"),
        container.getArgs().subList(0, 3));
    assertTrue(container.getArgs().contains("--seed=5"), container.getArgs().toString());
    end(job, "Complete", null);
    run.get(1, TimeUnit.MINUTES);
    assertNull(job(), "a Job that ended well is removed");
  }

  @Test
  void aDriverThatStartsAgainFollowsTheSameJob() throws Exception {
    Future<?> first = begin(Duration.ZERO);
    String uid = await(this::job).getMetadata().getUid();
    first.cancel(true);
    Future<?> second = begin(Duration.ZERO);
    Job job = await(this::job);
    assertEquals(uid, job.getMetadata().getUid());
    end(job, "Complete", null);
    second.get(1, TimeUnit.MINUTES);
  }

  @Test
  void aJobThatEndedWellWhileNoDriverWasThereIsNotBegunAgain() throws Exception {
    Future<?> first = begin(Duration.ZERO);
    Job job = await(this::job);
    first.cancel(true);
    end(job, "Complete", null);
    begin(Duration.ZERO).get(1, TimeUnit.MINUTES);
    assertNull(job());
  }

  @Test
  void anOverdueJobIsRemovedAndTheDeadlineNamed() throws Exception {
    Future<?> run = begin(Duration.ofMinutes(30));
    end(await(this::job), "Failed", "DeadlineExceeded");
    assertTrue(failure(run).getMessage().contains("1800 s"), failure(run).getMessage());
    assertNull(job());
  }

  @Test
  void aFailedJobStaysAndTheNextTryReplacesIt() throws Exception {
    Future<?> run = begin(Duration.ZERO);
    Job failed = await(this::job);
    pod(1);
    end(failed, "Failed", "BackoffLimitExceeded");
    UserException failure = failure(run);
    assertEquals(UserException.class, failure.getClass());
    assertTrue(failure.getMessage().contains("exit code 1"), failure.getMessage());
    String uid = job().getMetadata().getUid();
    Future<?> next = begin(Duration.ZERO);
    Job job =
        await(
            () -> {
              Job now = job();
              return now == null || now.getMetadata().getUid().equals(uid) ? null : now;
            });
    end(job, "Complete", null);
    next.get(1, TimeUnit.MINUTES);
  }

  @Test
  void aPodThatTheSystemKilledMayPass() throws Exception {
    Future<?> run = begin(Duration.ZERO);
    Job job = await(this::job);
    pod(137);
    end(job, "Failed", "BackoffLimitExceeded");
    assertEquals(TransientFailure.class, failure(run).getClass());
  }

  @Test
  void aDollarIsNoVariableOfKubernetes() {
    Job job = StageJob.of(template, plan, "s3://b/$(HOME)", false, 0);
    assertTrue(
        job.getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0)
            .getArgs()
            .contains("--workspace=s3://b/$$(HOME)"));
    assertEquals(86400L, job.getSpec().getActiveDeadlineSeconds());
    assertTrue(job.getMetadata().getName().length() <= 63);
  }

  @Test
  void whatIsNoJobIsRefused() throws Exception {
    for (String wrong :
        List.of("kind: Pod\napiVersion: v1\n", "kind: Job\napiVersion: batch/v1\n", ": [")) {
      Path file = folder.resolve("wrong.yaml");
      Files.writeString(file, wrong);
      assertThrows(UserException.class, () -> StageJob.template(file), wrong);
    }
  }

  private Future<?> begin(Duration deadline) {
    KubernetesLauncher launcher =
        new KubernetesLauncher(
            client, template, WORKSPACE, deadline, Duration.ofMillis(20), Duration.ofSeconds(30));
    return threads.submit(
        () -> {
          launcher.run(plan, false, true);
          return true;
        });
  }

  private @org.jspecify.annotations.Nullable Job job() {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withName(StageJob.name(plan, WORKSPACE))
        .get();
  }

  private void end(Job job, String type, @org.jspecify.annotations.Nullable String reason) {
    Job ended =
        new JobBuilder(job)
            .editOrNewStatus()
            .addNewCondition()
            .withType(type)
            .withStatus("True")
            .withReason(reason)
            .endCondition()
            .endStatus()
            .build();
    client.batch().v1().jobs().inNamespace(NAMESPACE).resource(ended).updateStatus();
  }

  private void pod(int exitCode) {
    client
        .pods()
        .inNamespace(NAMESPACE)
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("train-1")
                .addToLabels("job-name", StageJob.name(plan, WORKSPACE))
                .endMetadata()
                .withNewStatus()
                .withPhase("Failed")
                .addNewContainerStatus()
                .withName("docent")
                .withState(
                    new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(exitCode)
                        .endTerminated()
                        .build())
                .endContainerStatus()
                .endStatus()
                .build())
        .create();
  }

  private static UserException failure(Future<?> run) {
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> run.get(1, TimeUnit.MINUTES));
    return (UserException) e.getCause();
  }

  private static <T> T await(Callable<T> what) throws Exception {
    long latest = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (System.nanoTime() < latest) {
      T found = what.call();
      if (found != null) {
        return found;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("it did not come within a minute");
  }
}
