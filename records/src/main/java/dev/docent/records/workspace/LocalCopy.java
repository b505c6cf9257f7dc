package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.store.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a worker the files of an artifact that it knows by {@link Artifact#location}, whichever
 * machine it runs on.
 */
public final class LocalCopy {
  /** Workspaces that were opened: a client for each file would leave its connections behind. */
  private static final Map<String, Workspace> OPENED = new ConcurrentHashMap<>();

  private LocalCopy() {}

  /**
   * A local path for a location; where that is in an object store, after fetching it.
   *
   * @throws UserException if it is in no artifact
   */
  public static Path of(String location) throws IOException {
    if (!S3Location.isOne(location)) {
      return Path.of(location);
    }
    // s3://bucket/prefix/artifacts/STAGE/FINGERPRINT/ATTEMPT/path
    List<String> parts = Arrays.asList(location.split("/"));
    int artifacts = parts.lastIndexOf("artifacts");
    Optional<Stage> stage =
        artifacts < 0 || parts.size() < artifacts + 4
            ? Optional.empty()
            : Stage.byId(parts.get(artifacts + 1));
    if (stage.isEmpty()) {
      throw new UserException("'%s' is in no artifact of a workspace".formatted(location));
    }
    Workspace workspace = opened(String.join("/", parts.subList(0, artifacts)));
    Artifact artifact =
        workspace
            .find(stage.get(), parts.get(artifacts + 2))
            .orElseThrow(
                () -> new UserException("the artifact of '%s' is gone".formatted(location)));
    String path = String.join("/", parts.subList(artifacts + 4, parts.size()));
    return path.isEmpty() ? artifact.folder() : artifact.file(path);
  }

  private static Workspace opened(String location) throws IOException {
    Workspace known = OPENED.get(location);
    if (known == null) {
      known = Workspace.open(location);
      OPENED.put(location, known);
    }
    return known;
  }
}
