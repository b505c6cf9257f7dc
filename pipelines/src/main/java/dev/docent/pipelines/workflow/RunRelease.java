package dev.docent.pipelines.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.pipelines.launch.Launcher;
import dev.docent.pipelines.launch.StageProcess;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the release that a run ends with, by {@code docent releases make}, which lives on another
 * class path.
 */
final class RunRelease {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workspace workspace;
  private final String modelName;

  RunRelease(Workspace workspace, String modelName) {
    this.workspace = workspace;
    this.modelName = modelName;
  }

  /**
   * Makes a release. One that a person went back to stays in use where the run made nothing new.
   *
   * @param isNew whether the run made something
   * @return the number of the release in use; empty where none was to be made
   * @throws dev.docent.records.UserException if it could not be made; it has told why on standard
   *     error
   */
  Optional<Integer> make(boolean isNew) throws IOException, InterruptedException {
    if (!isNew && current().isPresent()) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(Launcher.command(CommandHome.RELEASES.id()));
    command.addAll(List.of("make", "--workspace", workspace.location()));
    command.addAll(List.of("--model-name", modelName));
    StageProcess.check("'docent releases make'", Launcher.run(command));
    return current();
  }

  /** The number of the release in use. */
  private Optional<Integer> current() throws IOException {
    Optional<byte[]> pointer = workspace.read("releases/current");
    return pointer.isEmpty()
        ? Optional.empty()
        : Optional.of(JSON.readTree(pointer.get()).path("release").asInt());
  }
}
