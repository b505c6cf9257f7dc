package dev.docent.pipelines.kubernetes;

import dev.docent.pipelines.launch.StageLauncher;
import dev.docent.pipelines.launch.StageProcess;
import dev.docent.records.UserException;
import dev.docent.records.stage.StageExecutor;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a stage as a Job of a Kubernetes cluster. A driver that starts again finds the Job of the
 * same fingerprint and follows it; a Job that ended well is removed, one that failed stays to be
 * looked at until the next try.
 */
public final class KubernetesLauncher implements StageLauncher {
  private final KubernetesClient client;
  private final Job template;
  private final String workspace;
  private final Duration deadline;
  private final Duration pause;
  private final Duration patience;

  /**
   * @param template of the Job
   * @param workspace its location, which must be the same in the cluster
   * @param deadline after which the Job is ended; zero for the template's own
   * @param pause between looks at the Job
   * @param patience how long the cluster's API may be away before the stage fails
   */
  public KubernetesLauncher(
      KubernetesClient client,
      Job template,
      String workspace,
      Duration deadline,
      Duration pause,
      Duration patience) {
    this.client = client;
    this.template = template;
    this.workspace = workspace;
    this.deadline = deadline;
    this.pause = pause;
    this.patience = patience;
  }

  @Override
  public void run(StageExecutor.Plan plan, boolean force, boolean alone)
      throws InterruptedException {
    String stage = plan.stage().id();
    try {
      Job job = findOrCreate(plan, force);
      System.err.printf(
          "%s: Job %s in namespace %s%n",
          stage, job.getMetadata().getName(), job.getMetadata().getNamespace());
      follow(stage, job);
    } catch (KubernetesClientException e) {
      throw ApiFailure.explained(
          "the cluster did not do what stage '%s' asks of it".formatted(stage), e);
    }
  }

  /** The Job of an earlier driver, unless it failed; else a new one. */
  private Job findOrCreate(StageExecutor.Plan plan, boolean force) throws InterruptedException {
    String namespace = namespace();
    Map<String, String> labels = StageJob.labels(plan, workspace);
    for (Job job :
        client.batch().v1().jobs().inNamespace(namespace).withLabels(labels).list().getItems()) {
      Optional<JobEnd> end = JobEnd.of(job);
      boolean leaving = job.getMetadata().getDeletionTimestamp() != null;
      boolean useful = !leaving && (end.isEmpty() || (end.get().complete() && !force));
      if (useful) {
        System.err.printf("%s: found the Job that an earlier run began%n", plan.stage().id());
        return job;
      }
      remove(job);
    }
    Job job = StageJob.of(template, plan, workspace, force, deadline.toSeconds());
    try {
      return client.batch().v1().jobs().inNamespace(namespace).resource(job).create();
    } catch (KubernetesClientException e) {
      Job other =
          client
              .batch()
              .v1()
              .jobs()
              .inNamespace(namespace)
              .withName(job.getMetadata().getName())
              .get();
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT && other != null) {
        return other;
      }
      throw e;
    }
  }

  private String namespace() {
    String named = template.getMetadata() == null ? null : template.getMetadata().getNamespace();
    String own = named == null ? client.getNamespace() : named;
    return own == null ? "default" : own;
  }

  /** Waits for the Job's end, its pods' logs being shown as they come. */
  private void follow(String stage, Job begun) throws InterruptedException {
    String namespace = begun.getMetadata().getNamespace();
    String name = begun.getMetadata().getName();
    Instant lastAnswer = Instant.now();
    try (PodLogs logs = new PodLogs(client, stage)) {
      while (true) {
        try {
          Job job = client.batch().v1().jobs().inNamespace(namespace).withName(name).get();
          if (job == null) {
            throw new UserException(
                "the Job %s of stage '%s' was removed by somebody".formatted(name, stage));
          }
          List<Pod> pods =
              client.pods().inNamespace(namespace).withLabel("job-name", name).list().getItems();
          lastAnswer = Instant.now();
          logs.follow(pods);
          Optional<JobEnd> end = JobEnd.of(job);
          if (end.isPresent()) {
            logs.finish();
            ended(stage, job, end.get(), pods);
            return;
          }
        } catch (KubernetesClientException e) {
          if (!ApiFailure.mayPass(e) || lastAnswer.plus(patience).isBefore(Instant.now())) {
            throw e;
          }
        }
        Thread.sleep(pause.toMillis());
      }
    }
  }

  private void ended(String stage, Job job, JobEnd end, List<Pod> pods)
      throws InterruptedException {
    String name = job.getMetadata().getName();
    if (end.complete()) {
      remove(job);
      return;
    }
    if (end.reason().equals("DeadlineExceeded")) {
      remove(job);
      throw new UserException(
          "stage '%s' was ended after %d s, the deadline of its Job; --train-deadline gives it longer"
              .formatted(stage, job.getSpec().getActiveDeadlineSeconds()));
    }
    JobEnd.exitCode(pods)
        .ifPresent(exit -> StageProcess.check("stage '%s' in Job %s".formatted(stage, name), exit));
    throw new UserException(
        "stage '%s' failed in Job %s: %s %s".formatted(stage, name, end.reason(), end.message()));
  }

  /** Removes a Job with its pods, and waits until its name is free. */
  private void remove(Job job) throws InterruptedException {
    var resource = client.batch().v1().jobs().inNamespace(job.getMetadata().getNamespace());
    String name = job.getMetadata().getName();
    resource.withName(name).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    Instant latest = Instant.now().plus(patience);
    while (resource.withName(name).get() != null && Instant.now().isBefore(latest)) {
      Thread.sleep(pause.toMillis());
    }
  }
}
