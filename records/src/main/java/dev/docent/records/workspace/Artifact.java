package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import java.nio.file.Files;
import java.nio.file.Path;

/** A complete, immutable output of a stage. */
public record Artifact(Stage stage, Manifest manifest, Path folder) {
  public String fingerprint() {
    return manifest.fingerprint();
  }

  /**
   * A data file or a folder of them.
   *
   * @throws UserException if it is gone, which means that someone took it out of the workspace
   */
  public Path file(String path) {
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      throw new UserException(
          "the %s artifact %s has lost its file '%s'; make it again with 'docent %s --force'"
              .formatted(stage.id(), fingerprint(), path, stage.id()));
    }
    return file;
  }
}
