package dev.docent.pipelines.launch;

import dev.docent.records.TransientFailure;
import dev.docent.records.UserException;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a stage of another class path as a process of its own, by the launcher. */
public final class StageProcess implements StageLauncher {
  /** How shells tell that signal 9 ended a process: 128 and the signal's number. */
  private static final int KILLED = 128 + 9;

  private final Workspace workspace;

  public StageProcess(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public void run(StageExecutor.Plan plan, boolean force, boolean alone)
      throws IOException, InterruptedException {
    String stage = plan.stage().id();
    Path scratch = workspace.root().resolve("scratch");
    Files.createDirectories(scratch);
    Path config = scratch.resolve(stage + "-" + plan.fingerprint() + ".yaml");
    try {
      AtomicFiles.replace(config, StageConfig.yaml(plan));
      List<String> command = new ArrayList<>(Launcher.command(stage));
      command.addAll(List.of("--workspace", workspace.location()));
      command.addAll(List.of("--config", config.toString()));
      plan.inputs()
          .forEach(
              (input, fingerprint) ->
                  command.addAll(List.of("--input", input.id() + "=" + fingerprint)));
      if (force) {
        command.add("--force");
      }
      check("stage '" + stage + "'", alone ? Launcher.run(command) : Launcher.run(command, stage));
    } finally {
      Files.deleteIfExists(config);
    }
  }

  /**
   * @throws UserException if the exit code tells of a failure; a {@link TransientFailure} where it
   *     may pass
   */
  public static void check(String what, int exit) {
    String message = "%s failed with exit code %d; what it said stands above".formatted(what, exit);
    if (exit == DocentCommands.MAY_PASS) {
      throw new TransientFailure(message);
    }
    if (exit == KILLED) {
      throw new TransientFailure(
          "%s was ended by signal 9, as by a system that is short of memory".formatted(what));
    }
    if (exit != DocentCommands.OK) {
      throw new UserException(message);
    }
  }
}
