package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.store.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

  /** Looking through the copies costs a call of the file system for each file. */
  private static final Occasion TRIMMING = new Occasion(Duration.ofMinutes(5));

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
    Place place = Place.of(location);
    return fetched(place, opened(place.workspace()), TRIMMING);
  }

  /**
   * Where a file is: {@code s3://bucket/prefix/artifacts/STAGE/FINGERPRINT/ATTEMPT/path}.
   *
   * @param path within the artifact; empty for all of it
   */
  record Place(String location, String workspace, Stage stage, String fingerprint, String path) {
    static Place of(String location) {
      List<String> parts = Arrays.asList(location.split("/"));
      int artifacts = parts.lastIndexOf("artifacts");
      Optional<Stage> stage =
          artifacts < 0 || parts.size() < artifacts + 4
              ? Optional.empty()
              : Stage.byId(parts.get(artifacts + 1));
      if (stage.isEmpty()) {
        throw new UserException("'%s' is in no artifact of a workspace".formatted(location));
      }
      return new Place(
          location,
          String.join("/", parts.subList(0, artifacts)),
          stage.get(),
          parts.get(artifacts + 2),
          String.join("/", parts.subList(artifacts + 4, parts.size())));
    }
  }

  static Path fetched(Place place, Workspace workspace, Occasion trimming) throws IOException {
    Artifact artifact =
        workspace
            .find(place.stage(), place.fingerprint())
            .orElseThrow(
                () ->
                    new UserException("the artifact of '%s' is gone".formatted(place.location())));
    Path copy = place.path().isEmpty() ? artifact.folder() : artifact.file(place.path());
    if (trimming.isHere(System.nanoTime())) {
      trim(workspace);
    }
    return copy;
  }

  /** A worker lives for many jobs, and each fetches other artifacts. */
  private static void trim(Workspace workspace) {
    try {
      workspace.trimCopies();
    } catch (IOException e) {
      System.err.printf(
          "warning: the copies in '%s' can't be trimmed: %s%n", DocentCache.root(), e);
    }
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
