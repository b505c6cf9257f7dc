package dev.docent.records.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.store.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The place in which all of Docent's outputs live: a folder, or a prefix of an object store.
 *
 * <pre>
 * artifacts/STAGE/FINGERPRINT/manifest.json       written last, never replaced
 * artifacts/STAGE/FINGERPRINT/ATTEMPT/...         the data files it names
 * current/STAGE                                   the fingerprint in use
 * scratch/STAGE-FINGERPRINT/                      checkpoints of an unfinished stage; always local
 * refused/STAGE/                                  what tells of the output last refused; always local
 * models/NAME/VERSION/                            published models
 * listings/                                       sitemaps and the like as last seen; always local
 * locks/                                          who works on it now
 * runs/NUMBER.json                                how each run ended, written once
 * releases/NUMBER.json, releases/current          what is searched together, and the one in use
 * </pre>
 *
 * <p>An attempt writes below a name of its own and becomes the artifact by creating the manifest,
 * which succeeds for exactly one of several writers. Folders are never renamed, and so the same
 * protocol serves an object store: create-if-absent is all it asks for.
 */
public abstract class Workspace {
  static final String MANIFEST = "manifest.json";
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  Workspace() {}

  /**
   * Opens a workspace: a folder, made where there is none, or {@code s3://bucket/prefix}.
   *
   * @throws UserException if the location is neither, or the bucket can't be reached
   */
  public static Workspace open(String location) throws IOException {
    if (S3Location.isOne(location)) {
      return ObjectWorkspace.open(S3Location.parse(location));
    }
    if (location.contains("://")) {
      throw new UserException(
          "the workspace '%s' must be a folder or s3://BUCKET/PREFIX".formatted(location));
    }
    return FolderWorkspace.at(location);
  }

  /**
   * Forgets what was not used for longest of this machine's copies of object stores, where they
   * take more than {@link DocentCache#LIMIT_VARIABLE} says; what was used in the last two hours
   * stays. Of a folder there are no copies.
   */
  public void trimCopies() throws IOException {}

  /** What {@link #open} was given, made absolute. */
  public abstract String location();

  /** The folder itself; of an object store, the folder of this machine's copies. */
  public abstract Path root();

  /** The folder of published models; of an object store, of those that were copied here. */
  public final Path models() {
    return root().resolve("models");
  }

  /**
   * A model's folder: its pointers, and below their numbers the versions. Of an object store, a
   * copy as of now with the versions that the pointers name; of others there is only what tells
   * their origin.
   */
  public abstract Path model(String name) throws IOException;

  /**
   * Makes what was published into {@link #model} the workspace's: new versions first, the pointer
   * last.
   *
   * @throws UserException if another one published meanwhile
   */
  public abstract void shareModel(String name) throws IOException;

  /** Names of models that were ever published. */
  public abstract List<String> modelNames() throws IOException;

  /** The versions and labels of a model, published or not. */
  public abstract ModelRegistry registry(String name);

  /** What there is of a model, without its files. */
  public final ModelVersions modelVersions(String name) throws IOException {
    return registry(name).read();
  }

  /**
   * Sitemaps, feeds and robots.txt files as they were last seen, so that they are asked for
   * conditionally; always local, and never missed.
   */
  public final Path listings() {
    return root().resolve("listings");
  }

  public final Path scratch(Stage stage, String fingerprint) {
    return root().resolve("scratch").resolve(stage.id() + "-" + fingerprint);
  }

  /** The folder for what tells why a stage refused its output; the next refusal replaces it. */
  public final Path refused(Stage stage) {
    return root().resolve("refused").resolve(stage.id());
  }

  /**
   * Takes the workspace for one command, such as {@code docent run}.
   *
   * @throws WorkspaceInUse if another one has it
   */
  public abstract WorkspaceLock lock(String command) throws IOException;

  /**
   * Creates a small document such as {@code runs/3.json}.
   *
   * @return false if there is one of that name
   */
  public abstract boolean create(String path, byte[] content) throws IOException;

  /** Puts a small document in the place of an old one, if there is one, at once. */
  public abstract void replace(String path, byte[] content) throws IOException;

  /** A small document's content. */
  public abstract Optional<byte[]> read(String path) throws IOException;

  /** Names of the small documents of a folder such as {@code runs}. */
  public abstract List<String> documents(String folder) throws IOException;

  /** Removes a small document; one that isn't there is passed over. */
  public abstract void removeDocument(String path) throws IOException;

  /** The complete artifact of a fingerprint, if there is one. */
  public abstract Optional<Artifact> find(Stage stage, String fingerprint) throws IOException;

  /** Fingerprints of a stage that an artifact was made or begun for. */
  abstract List<String> fingerprints(Stage stage) throws IOException;

  /** All complete artifacts of a stage, the newest first. */
  public final List<Artifact> all(Stage stage) throws IOException {
    List<Artifact> artifacts = new ArrayList<>();
    for (String fingerprint : fingerprints(stage)) {
      find(stage, fingerprint).ifPresent(artifacts::add);
    }
    artifacts.sort(
        Comparator.comparing((Artifact artifact) -> artifact.manifest().finishedAt()).reversed());
    return artifacts;
  }

  /** The fingerprint in use: of the artifact that was last made or found made. */
  public abstract Optional<String> current(Stage stage);

  /** The complete artifact in use. */
  public final Optional<Artifact> currentArtifact(Stage stage) throws IOException {
    Optional<String> fingerprint = current(stage);
    return fingerprint.isEmpty() ? Optional.empty() : find(stage, fingerprint.get());
  }

  public abstract void makeCurrent(Artifact artifact) throws IOException;

  /** Takes an artifact away: its manifest first, so that what is left never looks complete. */
  public abstract void remove(Stage stage, String fingerprint) throws IOException;

  public abstract Attempt begin(Stage stage, String fingerprint) throws IOException;

  /** One try at making an artifact. */
  public abstract static class Attempt {
    Attempt() {}

    public abstract String name();

    /** The local folder where data files go. */
    public abstract Path folder();

    /**
     * Where a data file or a folder of them goes that many processes write: a local path, or an
     * address in the object store such as {@code s3://bucket/prefix/...}.
     */
    public abstract String location(String path);

    /** What was written below {@link #location}, as local files. */
    public abstract Path written(String path) throws IOException;

    /**
     * Removes a file, or a folder with all below it, here and at {@link #location}: what served the
     * making and is no part of the artifact.
     */
    public abstract void discard(String path) throws IOException;

    /**
     * The data files written so far, with sizes and checksums, by path. They are all where the
     * artifact will have them when this returns.
     */
    public abstract List<Manifest.DataFile> files() throws IOException;

    /**
     * Makes this attempt the artifact, unless another one was faster; then that one is the artifact
     * and this attempt's files are removed.
     */
    public abstract Artifact complete(Manifest manifest) throws IOException;

    /** Removes what was written; an attempt that is the artifact by now is let be. */
    public abstract void abandon() throws IOException;
  }

  static void checkFingerprint(String fingerprint) {
    if (!fingerprint.matches("[0-9a-z]+")) {
      throw new UserException(
          "'%s' is no fingerprint: letters and digits only".formatted(fingerprint));
    }
  }

  static Manifest parse(byte[] json, String name) throws IOException {
    try {
      return JSON.readValue(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "the manifest '%s' can't be read (%s); remove its folder to have it made again"
              .formatted(name, e.getOriginalMessage()),
          e);
    }
  }

  /** All files of a folder with their sizes and checksums, by path. */
  static List<Manifest.DataFile> dataFiles(Path folder) throws IOException {
    List<Manifest.DataFile> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        files.add(new Manifest.DataFile(path, Files.size(file), Hashes.sha256(file)));
      }
    }
    return files;
  }
}
