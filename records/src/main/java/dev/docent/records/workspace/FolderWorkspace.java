package dev.docent.records.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A workspace that is a folder. */
final class FolderWorkspace extends Workspace {
  private final Path root;

  private FolderWorkspace(Path root) {
    this.root = root;
  }

  /**
   * Opens it, making its folder where there is none.
   *
   * @throws UserException if there is a file of that name
   */
  static FolderWorkspace at(String location) throws IOException {
    Path root = Path.of(location).toAbsolutePath().normalize();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new UserException("the workspace '%s' is a file; it must be a folder".formatted(root));
    }
    Files.createDirectories(root);
    return new FolderWorkspace(root);
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public Path model(String name) {
    return models().resolve(name);
  }

  @Override
  public void shareModel(String name) {
    // Whoever opens this folder sees it.
  }

  @Override
  public List<String> modelNames() throws IOException {
    if (!Files.isDirectory(models())) {
      return List.of();
    }
    try (Stream<Path> names = Files.list(models())) {
      return names
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Override
  public ModelRegistry registry(String name) {
    return new FolderModels(model(name));
  }

  @Override
  public WorkspaceLock lock(String command) throws IOException {
    return FolderLock.take(root.resolve("locks"), location(), LockHolder.here(command, ""));
  }

  @Override
  public boolean create(String path, byte[] content) throws IOException {
    try {
      AtomicFiles.create(root.resolve(path), content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public void replace(String path, byte[] content) throws IOException {
    AtomicFiles.replace(root.resolve(path), content);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Path file = root.resolve(path);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public List<String> documents(String folder) throws IOException {
    if (!Files.isDirectory(root.resolve(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Override
  public void removeDocument(String path) throws IOException {
    Files.deleteIfExists(root.resolve(path));
  }

  @Override
  public Optional<Artifact> find(Stage stage, String fingerprint) throws IOException {
    Path home = home(stage, fingerprint);
    Path file = home.resolve(MANIFEST);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Manifest manifest = parse(Files.readAllBytes(file), file.toString());
    return Optional.of(new Artifact(stage, manifest, home.resolve(manifest.folder())));
  }

  @Override
  List<String> fingerprints(Stage stage) throws IOException {
    Path folder = root.resolve("artifacts").resolve(stage.id());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).toList();
    }
  }

  @Override
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

  @Override
  public void makeCurrent(Artifact artifact) throws IOException {
    AtomicFiles.replace(
        root.resolve("current").resolve(artifact.stage().id()),
        (artifact.fingerprint() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void remove(Stage stage, String fingerprint) throws IOException {
    Path home = home(stage, fingerprint);
    Files.deleteIfExists(home.resolve(MANIFEST));
    AtomicFiles.deleteTree(home);
  }

  @Override
  public Attempt begin(Stage stage, String fingerprint) throws IOException {
    String name = "data-" + UUID.randomUUID().toString().substring(0, 8);
    Path home = home(stage, fingerprint);
    Files.createDirectories(home);
    sweep(home.getParent());
    Path folder = home.resolve(name);
    // The claim comes first: a folder without one counts as dead, and may be removed.
    Liveness liveness = Liveness.claim(folder);
    Files.createDirectories(folder);
    return new FolderAttempt(stage, fingerprint, name, folder, liveness);
  }

  /** Removes what killed attempts of a stage left, whatever they were making. */
  private static void sweep(Path stageFolder) throws IOException {
    try (Stream<Path> homes = Files.list(stageFolder)) {
      for (Path home : homes.filter(Files::isDirectory).toList()) {
        removeDeadAttempts(home);
      }
    }
  }

  /**
   * Removes dead attempts; one that is still being written is let be. A writer names its attempt in
   * the manifest before it gives up its claim, so the manifest is read only after an attempt was
   * found dead: one that is not named by then never will be.
   */
  private static void removeDeadAttempts(Path home) throws IOException {
    try (Stream<Path> children = Files.list(home)) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
        if (Liveness.isDead(child) && !mayBeNamed(home, child)) {
          AtomicFiles.deleteTree(child);
        }
      }
    }
  }

  private static boolean mayBeNamed(Path home, Path attempt) throws IOException {
    Path manifest = home.resolve(MANIFEST);
    if (!Files.exists(manifest)) {
      return false;
    }
    try {
      String winner = JSON.readTree(manifest.toFile()).path("folder").asText("");
      return attempt.getFileName().toString().equals(winner);
    } catch (JsonProcessingException e) {
      // A damaged manifest is reported when its artifact is asked for; nothing is removed here.
      return true;
    }
  }

  private Path home(Stage stage, String fingerprint) {
    checkFingerprint(fingerprint);
    return root.resolve("artifacts").resolve(stage.id()).resolve(fingerprint);
  }

  /** One try at making an artifact. */
  private final class FolderAttempt extends Attempt {
    private final Stage stage;
    private final String fingerprint;
    private final String name;
    private final Path folder;

    private final Liveness liveness;
    private boolean complete;

    private FolderAttempt(
        Stage stage, String fingerprint, String name, Path folder, Liveness liveness) {
      this.liveness = liveness;
      this.stage = stage;
      this.fingerprint = fingerprint;
      this.name = name;
      this.folder = folder;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Path folder() {
      return folder;
    }

    @Override
    public String location(String path) {
      return folder.resolve(path).toString();
    }

    @Override
    public Path written(String path) {
      return folder.resolve(path);
    }

    @Override
    public void discard(String path) throws IOException {
      AtomicFiles.deleteTree(folder.resolve(path));
    }

    @Override
    public List<Manifest.DataFile> files() throws IOException {
      return dataFiles(folder);
    }

    @Override
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
        removeDeadAttempts(home);
        AtomicFiles.deleteTree(scratch(stage, fingerprint));
      } catch (IOException e) {
        // The artifact is complete; what could not be cleared away is cleared by a later run.
        System.err.println("warning: could not clear up beside " + home + ": " + e.getMessage());
      }
      return artifact;
    }

    @Override
    public void abandon() throws IOException {
      if (complete) {
        return;
      }
      liveness.release();
      AtomicFiles.deleteTree(folder);
    }
  }
}
