package dev.docent.pipelines.bench;

import dev.docent.pipelines.launch.Launcher;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A stage run as a user runs it: a process of its own, with a workspace of its own. */
final class StageRun {
  private StageRun() {}

  /** CPU seconds of the stage's whole process, from its start to its exit. */
  static double cpuSeconds(Path workspace, Stage stage, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Launcher.command(stage.id()));
    command.addAll(List.of("--workspace", workspace.toString()));
    command.addAll(List.of(options));
    Path log = workspace.resolveSibling(stage.id() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("DOCENT_BUILT", "true");
    Process process = builder.start();
    double seconds = CpuClock.secondsOf(process);
    if (process.exitValue() != 0) {
      throw new UserException(
          "'docent %s' failed: %s".formatted(stage.id(), Files.readString(log).strip()));
    }
    return seconds;
  }
}
