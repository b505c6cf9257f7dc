package dev.docent.records.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder in which all of Docent's outputs live.
 *
 * <pre>
 * artifacts/STAGE/FINGERPRINT/manifest.json       written last, never replaced
 * artifacts/STAGE/FINGERPRINT/ATTEMPT/...         the data files it names
 * current/STAGE                                   the fingerprint in use
 * scratch/STAGE-FINGERPRINT/                      checkpoints of an unfinished stage
 * models/NAME/VERSION/                            published models
 * </pre>
 *
 * <p>An attempt writes below a name of its own and becomes the artifact by creating the manifest,
 * which succeeds for exactly one of several writers. The same protocol serves an object store,
 * where folders can't be renamed: create-if-absent is all it asks for.
 */
public final class Workspace {
  private static final String MANIFEST = "manifest.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path root;

  private Workspace(Path root) {
    this.root = root;
  }

  /**
   * Opens a workspace, making its folder where there is none.
   *
   * @throws UserException if the location is not a folder, or on a file system not supported
   */
  public static Workspace open(String location) throws IOException {
    if (location.contains("://")) {
      throw new UserException(
          "the workspace '%s' must be a folder; object stores are not supported yet"
              .formatted(location));
    }
    Path root = Path.of(location).toAbsolutePath().normalize();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new UserException("the workspace '%s' is a file; it must be a folder".formatted(root));
    }
    Files.createDirectories(root);
    return new Workspace(root);
  }

  public Path root() {
    return root;
  }

  /** The folder of published models. */
  public Path models() {
    return root.resolve("models");
  }

  public Path scratch(Stage stage, String fingerprint) {
    return root.resolve("scratch").resolve(stage.id() + "-" + fingerprint);
  }

  /** The complete artifact of a fingerprint, if there is one. */
  public Optional<Artifact> find(Stage stage, String fingerprint) throws IOException {
    Path home = home(stage, fingerprint);
    Path file = home.resolve(MANIFEST);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Manifest manifest = JSON.readValue(file.toFile(), Manifest.class);
      return Optional.of(new Artifact(stage, manifest, home.resolve(manifest.folder())));
    } catch (JsonProcessingException e) {
      throw new UserException(
          "the manifest '%s' can't be read (%s); remove its folder to have it made again"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  /** All complete artifacts of a stage, the newest first. */
  public List<Artifact> all(Stage stage) throws IOException {
    Path folder = root.resolve("artifacts").resolve(stage.id());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Artifact> artifacts = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.toList()) {
        find(stage, child.getFileName().toString()).ifPresent(artifacts::add);
      }
    }
    artifacts.sort(
        Comparator.comparing((Artifact artifact) -> artifact.manifest().finishedAt()).reversed());
    return artifacts;
  }

  /** The fingerprint in use: of the artifact that was last made or found made. */
  public Optional<String> current(Stage stage) {
    try {
      Path file = root.resolve("current").resolve(stage.id());
      return Files.exists(file)
          ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new UserException("can't read %s: %s".formatted(root.resolve("current"), e), e);
    }
  }

  /** The complete artifact in use. */
  public Optional<Artifact> currentArtifact(Stage stage) throws IOException {
    Optional<String> fingerprint = current(stage);
    return fingerprint.isEmpty() ? Optional.empty() : find(stage, fingerprint.get());
  }

  public void makeCurrent(Artifact artifact) throws IOException {
    AtomicFiles.replace(
        root.resolve("current").resolve(artifact.stage().id()),
        (artifact.fingerprint() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Takes an artifact away: its manifest first, so that what is left never looks complete. */
  public void remove(Stage stage, String fingerprint) throws IOException {
    Path home = home(stage, fingerprint);
    Files.deleteIfExists(home.resolve(MANIFEST));
    AtomicFiles.deleteTree(home);
  }

  public Attempt begin(Stage stage, String fingerprint) throws IOException {
    String name = "data-" + UUID.randomUUID().toString().substring(0, 8);
    Path home = home(stage, fingerprint);
    Files.createDirectories(home);
    sweep(home.getParent());
    Path folder = home.resolve(name);
    // The claim comes first: a folder without one counts as dead, and may be removed.
    Liveness liveness = Liveness.claim(folder);
    Files.createDirectories(folder);
    return new Attempt(stage, fingerprint, name, folder, liveness);
  }

  /** Removes what killed attempts of a stage left, whatever they were making. */
  private static void sweep(Path stageFolder) throws IOException {
    try (Stream<Path> homes = Files.list(stageFolder)) {
      for (Path home : homes.filter(Files::isDirectory).toList()) {
        Path manifest = home.resolve(MANIFEST);
        String winner =
            Files.exists(manifest)
                ? JSON.readTree(manifest.toFile()).path("folder").asText("")
                : "";
        removeDeadAttempts(home, winner);
      }
    } catch (JsonProcessingException e) {
      // A damaged manifest is reported when its artifact is asked for; nothing is removed here.
      return;
    }
  }

  /** Removes dead attempts; one that is still being written is let be. */
  private static void removeDeadAttempts(Path home, String winner) throws IOException {
    try (Stream<Path> children = Files.list(home)) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
        if (!child.getFileName().toString().equals(winner) && Liveness.isDead(child)) {
          AtomicFiles.deleteTree(child);
        }
      }
    }
  }

  private Path home(Stage stage, String fingerprint) {
    if (!fingerprint.matches("[0-9a-z]+")) {
      throw new UserException(
          "'%s' is no fingerprint: letters and digits only".formatted(fingerprint));
    }
    return root.resolve("artifacts").resolve(stage.id()).resolve(fingerprint);
  }

  /** One try at making an artifact. */
  public final class Attempt {
    private final Stage stage;
    private final String fingerprint;
    private final String name;
    private final Path folder;

    private final Liveness liveness;
    private boolean complete;

    private Attempt(Stage stage, String fingerprint, String name, Path folder, Liveness liveness) {
      this.liveness = liveness;
      this.stage = stage;
      this.fingerprint = fingerprint;
      this.name = name;
      this.folder = folder;
    }

    public String name() {
      return name;
    }

    /** Where the data files go. */
    public Path folder() {
      return folder;
    }

    /** The data files written so far, with sizes and checksums, by path. */
    public List<Manifest.DataFile> files() throws IOException {
      List<Manifest.DataFile> files = new ArrayList<>();
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
          String path = folder.relativize(file).toString().replace('\\', '/');
          files.add(new Manifest.DataFile(path, Files.size(file), Hashes.sha256(file)));
        }
      }
      return files;
    }

    /**
     * Makes this attempt the artifact, unless another one was faster; then that one is the artifact
     * and this attempt's files are removed.
     */
    public Artifact complete(Manifest manifest) throws IOException {
      Path home = home(stage, fingerprint);
      AtomicFiles.syncTree(folder);
      try {
        AtomicFiles.create(home.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
        complete = true;
      } catch (FileAlreadyExistsException e) {
        abandon();
      }
      Artifact artifact =
          find(stage, fingerprint)
              .orElseThrow(() -> new IOException("the manifest of " + home + " vanished"));
      try {
        liveness.release();
        removeDeadAttempts(home, artifact.manifest().folder());
        AtomicFiles.deleteTree(scratch(stage, fingerprint));
      } catch (IOException e) {
        // The artifact is complete; what could not be cleared away is cleared by a later run.
        System.err.println("warning: could not clear up beside " + home + ": " + e.getMessage());
      }
      return artifact;
    }

    /** Removes what was written; an attempt that is the artifact by now is let be. */
    public void abandon() throws IOException {
      if (complete) {
        return;
      }
      liveness.release();
      AtomicFiles.deleteTree(folder);
    }
  }
}
