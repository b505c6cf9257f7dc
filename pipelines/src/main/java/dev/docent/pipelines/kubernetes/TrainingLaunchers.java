package dev.docent.pipelines.kubernetes;

import dev.docent.pipelines.launch.StageLauncher;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.RunConfig;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Workspace;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where stages run by the settings: all as processes here, or training in a cluster. */
public final class TrainingLaunchers {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private TrainingLaunchers() {}

  /**
   * @param here launches what does not go to the cluster
   * @throws ConfigException if a setting is missing or its file is
   */
  public static StageLauncher of(RunConfig config, Workspace workspace, StageLauncher here)
      throws IOException {
    if (config.trainOn().equals("process")) {
      return here;
    }
    Path file = Path.of(config.trainJob());
    if (config.trainJob().isEmpty() || !Files.isRegularFile(file)) {
      throw ConfigException.of(
          "--train-on kubernetes needs --train-job FILE, a Job to go by; '%s' is no file"
              .formatted(config.trainJob()));
    }
    Job template = StageJob.template(file);
    return (plan, force, alone) -> {
      if (plan.stage() != Stage.TRAIN) {
        here.run(plan, force, alone);
        return;
      }
      try (KubernetesClient client = new KubernetesClientBuilder().build()) {
        new KubernetesLauncher(
                client,
                template,
                workspace.location(),
                Duration.ofMinutes(config.trainDeadline()),
                PAUSE,
                PATIENCE)
            .run(plan, force, alone);
      }
    };
  }
}
