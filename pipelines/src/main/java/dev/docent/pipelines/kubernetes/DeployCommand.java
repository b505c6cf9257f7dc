package dev.docent.pipelines.kubernetes;

import dev.docent.records.cli.DocentCommands;
import dev.docent.records.config.ConfigException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent cluster deploy}: a Flink session cluster in Kubernetes, by its operator. */
public final class DeployCommand {
  public static final String NAME = "deploy";

  private static final String STANDARD_INPUT = "-";
  private static final String MINUTES = "15";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private DeployCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(NAME).mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Applies the FlinkDeployments among rendered manifests to the Kubernetes cluster that"
                + " kubectl would ask, and waits until the Flink Kubernetes Operator has made them"
                + " ready. Other kinds are left to kubectl.")
        .footer(
            "",
            "Example:",
            "  kubectl kustomize flink-k8s/overlays/dev | docent cluster deploy --file -");
    spec.addOption(
        OptionSpec.builder("--file")
            .paramLabel("FILE")
            .description("The manifests in YAML; - for the standard input.")
            .type(String.class)
            .arity("1")
            .required(true)
            .build());
    spec.addOption(
        OptionSpec.builder("--timeout")
            .paramLabel("MINUTES")
            .description(
                "Minutes that a cluster may take to be ready, 1 to 1440. Default: " + MINUTES + ".")
            .type(String.class)
            .arity("1")
            .build());
    return spec;
  }

  /** Does what a command line asks for; gives the exit code. */
  public static int run(ParseResult arguments) throws IOException, InterruptedException {
    Duration timeout = timeout(arguments.matchedOptionValue("--timeout", MINUTES));
    String file = arguments.matchedOptionValue("--file", "");
    if (!file.equals(STANDARD_INPUT) && !Files.isRegularFile(Path.of(file))) {
      throw ConfigException.of("--file is '%s', which is no file".formatted(file));
    }
    try (KubernetesClient client = new KubernetesClientBuilder().build();
        InputStream manifests =
            file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file))) {
      FlinkDeployer deployer = new FlinkDeployer(client, timeout, PATIENCE, PAUSE);
      for (GenericKubernetesResource deployment : deployer.find(manifests)) {
        deployer.deploy(deployment);
      }
    }
    return DocentCommands.OK;
  }

  private static Duration timeout(String minutes) {
    if (!minutes.matches("[0-9]{1,4}")
        || Integer.parseInt(minutes) < 1
        || Integer.parseInt(minutes) > Duration.ofDays(1).toMinutes()) {
      throw ConfigException.of(
          "--timeout is '%s'; it must be a whole number of minutes from 1 to 1440"
              .formatted(minutes));
    }
    return Duration.ofMinutes(Integer.parseInt(minutes));
  }
}
