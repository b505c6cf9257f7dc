package dev.docent.pipelines.cluster;

import dev.docent.pipelines.launch.Launcher;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Flink's own jars, as Maven resolved them for the module {@code cluster}. */
final class ClusterClassPath {
  private ClusterClassPath() {}

  /**
   * The class path of a JobManager or a TaskManager.
   *
   * @throws UserException if Docent was not built
   */
  static String find() throws IOException {
    Path file = Launcher.home().resolve("cluster/target/libraries");
    if (!Files.exists(file)) {
      throw new UserException(
          "'%s' is missing; remove '%s' to have it built"
              .formatted(file, Launcher.home().resolve("target/docent-built")));
    }
    return Files.readString(file).strip();
  }
}
