package dev.docent.pipelines.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.docent.records.UserException;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a stage of another class path as a process of its own, by the launcher. */
final class StageProcess {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Workspace workspace;

  StageProcess(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The stage's settings in its section; those that it shares at the top. */
  private static Map<String, Object> config(StageExecutor.Plan plan) {
    Map<String, String> section = new LinkedHashMap<>(Settings.toMap(plan.settings()));
    Map<String, Object> file = new LinkedHashMap<>();
    for (Settings.Declared declared : Settings.of(plan.stage().settings())) {
      if (declared.setting().shared()) {
        file.put(declared.name(), section.remove(declared.name()));
      }
    }
    file.put(plan.stage().id(), section);
    return file;
  }

  /**
   * Runs a stage and waits for it.
   *
   * @throws UserException if it ended with another exit code than 0; it has told why on standard
   *     error
   */
  void run(StageExecutor.Plan plan, boolean force) throws IOException, InterruptedException {
    Path scratch = workspace.root().resolve("scratch");
    Files.createDirectories(scratch);
    Path config = scratch.resolve(plan.stage().id() + "-" + plan.fingerprint() + ".yaml");
    try {
      AtomicFiles.replace(config, YAML.writeValueAsBytes(config(plan)));
      List<String> command = new ArrayList<>(Launcher.command(plan.stage().id()));
      command.addAll(List.of("--workspace", workspace.location()));
      command.addAll(List.of("--config", config.toString()));
      plan.inputs()
          .forEach(
              (stage, fingerprint) ->
                  command.addAll(List.of("--input", stage.id() + "=" + fingerprint)));
      if (force) {
        command.add("--force");
      }
      int exit = Launcher.run(command);
      if (exit != 0) {
        throw new UserException(
            "stage '%s' failed with exit code %d; what it said stands above"
                .formatted(plan.stage().id(), exit));
      }
    } finally {
      Files.deleteIfExists(config);
    }
  }
}
