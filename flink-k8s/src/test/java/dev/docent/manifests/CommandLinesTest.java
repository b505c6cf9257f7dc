package dev.docent.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docent.records.cli.CommandHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command lines in the manifests are ones that the programs have. */
class CommandLinesTest {
  /** Options that Beam's own classes define. */
  private static final List<String> BEAM = List.of("--flinkMaster", "--parallelism");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev",
        "prod",
        "outposts",
        "prod/jobs/backfill",
        "prod/jobs/train",
        "prod/jobs/train-on-demand"
      })
  void nameCommandsAndOptionsThatDocentHas(String overlay) throws Exception {
    String known = options();
    int lines = 0;
    for (Pod pod : Pod.of(Kustomize.render(Sources.HOME.resolve("overlays").resolve(overlay)))) {
      for (JsonNode container : pod.containers()) {
        if (container.path("name").asText().equals("docent")) {
          lines++;
          assertEquals(List.of(), unknown(container.path("args"), known), pod.owner().id());
        }
      }
    }
    assertTrue(lines > 0);
  }

  @Test
  void noticesWhatDocentDoesNotHave() throws Exception {
    String known = options();
    for (String args : List.of("[training]", "[serve, --prediction-batch=true]")) {
      JsonNode read = Manifest.parse("{args: " + args + "}").get(0).body().path("args");
      assertEquals(1, unknown(read, known).size(), args);
    }
  }

  @Test
  void letTfServingReadWhatTheSidecarWrites() throws Exception {
    List<String> arguments =
        Pod.of(Kustomize.render(Sources.HOME.resolve("overlays/prod"))).stream()
            .filter(pod -> pod.owner().name().equals("tf-serving"))
            .flatMap(pod -> pod.containers().stream())
            .flatMap(container -> Pod.stream(container.path("args")))
            .map(JsonNode::asText)
            .toList();
    assertTrue(arguments.contains("--to=/models"));
    String sidecar =
        Files.readString(
            Sources.ROOT.resolve(
                "serving/src/main/java/dev/docent/serving/registry/SyncVersions.java"));
    for (String file : List.of("models.config", "batching.config", "monitoring.config")) {
      assertTrue(sidecar.contains(file), file);
      assertTrue(arguments.stream().anyMatch(one -> one.endsWith("_file=/models/" + file)), file);
    }
  }

  private static List<String> unknown(JsonNode arguments, String known) {
    return unknown(Pod.stream(arguments).map(JsonNode::asText).toList(), known);
  }

  /** What Docent doesn't have of a command line that stands elsewhere. */
  static List<String> unknown(List<String> arguments) throws IOException {
    return unknown(arguments, options());
  }

  private static List<String> unknown(List<String> arguments, String known) {
    List<String> unknown = new ArrayList<>();
    String command = arguments.get(0);
    if (CommandHome.of(command).isEmpty()) {
      unknown.add(command);
    }
    for (String argument : arguments) {
      String option = argument.replaceAll("=.*", "");
      if (option.length() > 2
          && option.startsWith("--")
          && !BEAM.contains(option)
          && !known.contains("\"" + option + "\"")
          && !known.contains("| `" + option.substring(2) + "` ")) {
        unknown.add(option);
      }
    }
    return unknown;
  }

  /** The page of settings, which is made from the code, and the options that commands declare. */
  private static String options() throws IOException {
    StringBuilder text = new StringBuilder(Sources.text("docs/settings.md"));
    for (String module : List.of("records", "pipelines", "models", "serving")) {
      try (Stream<Path> walk = Files.walk(Sources.ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file :
            walk.filter(
                    one ->
                        one.toString().endsWith("Command.java")
                            || one.toString().contains("/registry/")
                            || one.toString().contains("/cli/"))
                .toList()) {
          Pattern.compile("\"--[a-z-]+\"")
              .matcher(Files.readString(file))
              .results()
              .forEach(option -> text.append(option.group()).append('\n'));
        }
      }
    }
    return text.toString();
  }
}
