package dev.docent.pipelines.kubernetes;

import dev.docent.records.UserException;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.workspace.Hashes;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Job of a plan: a template's image, machine and limits; the plan's command line; labels by
 * which it is found again.
 */
final class StageJob {
  static final String STAGE = "docent.dev/stage";
  static final String FINGERPRINT = "docent.dev/fingerprint";
  static final String WORKSPACE = "docent.dev/workspace";

  static final String CONTAINER = "docent";
  private static final int WORKSPACE_DIGITS = 16;

  private StageJob() {}

  /**
   * Reads a template.
   *
   * @throws UserException if it is no Job with a container named {@code docent}
   */
  static Job template(Path file) throws IOException {
    Job job;
    try {
      job = Serialization.unmarshal(Files.readString(file, StandardCharsets.UTF_8), Job.class);
    } catch (RuntimeException e) {
      throw new UserException(
          "'%s' can't be read as a Kubernetes Job: %s".formatted(file, e.getMessage()), e);
    }
    boolean whole =
        job != null
            && "Job".equals(job.getKind())
            && job.getSpec() != null
            && job.getSpec().getTemplate() != null
            && job.getSpec().getTemplate().getSpec() != null
            && container(job).isPresent();
    if (!whole) {
      throw new UserException(
          "'%s' must be a Job of batch/v1 with a container named '%s'".formatted(file, CONTAINER));
    }
    return job;
  }

  /** The labels of the Job of a plan, the same in every try and for every driver. */
  static Map<String, String> labels(StageExecutor.Plan plan, String workspace) {
    return Map.of(
        STAGE, plan.stage().id(),
        FINGERPRINT, plan.fingerprint(),
        WORKSPACE, Hashes.sha256(workspace).substring(0, WORKSPACE_DIGITS));
  }

  /**
   * The Job of a plan.
   *
   * @param workspace its location, which must be the same in the cluster
   * @param deadlineSeconds 0 for the template's own
   */
  static Job of(
      Job template,
      StageExecutor.Plan plan,
      String workspace,
      boolean force,
      long deadlineSeconds) {
    Map<String, String> labels = labels(plan, workspace);
    Job job =
        new JobBuilder(template)
            .editOrNewMetadata()
            .withName(name(plan, workspace))
            .addToLabels(labels)
            .endMetadata()
            .editSpec()
            .editTemplate()
            .editOrNewMetadata()
            .addToLabels(labels)
            .endMetadata()
            .endTemplate()
            .endSpec()
            .build();
    if (deadlineSeconds > 0) {
      job.getSpec().setActiveDeadlineSeconds(deadlineSeconds);
    }
    container(job).orElseThrow().setArgs(arguments(plan, workspace, force));
    return job;
  }

  static String name(StageExecutor.Plan plan, String workspace) {
    return "docent-%s-%s-%s"
        .formatted(
            plan.stage().id(),
            plan.fingerprint(),
            labels(plan, workspace).get(WORKSPACE).substring(0, 6));
  }

  private static Optional<Container> container(Job job) {
    return job.getSpec().getTemplate().getSpec().getContainers().stream()
        .filter(one -> CONTAINER.equals(one.getName()))
        .findFirst();
  }

  private static List<String> arguments(StageExecutor.Plan plan, String workspace, boolean force) {
    List<String> arguments = new ArrayList<>();
    arguments.add(plan.stage().id());
    arguments.add("--workspace=" + workspace);
    plan.inputs().forEach((input, print) -> arguments.add("--input=" + input.id() + "=" + print));
    Settings.toMap(plan.settings())
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                arguments.add("--" + name + "=" + value);
              }
            });
    if (force) {
      arguments.add("--force");
    }
    // Kubernetes would take $(NAME) for a variable; $$ stands for a dollar.
    return arguments.stream().map(one -> one.replace("$", "$$")).toList();
  }
}
