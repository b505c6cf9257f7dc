package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.store.ObjectStore;
import dev.docent.records.store.S3Location;
import dev.docent.records.store.S3Settings;
import dev.docent.records.store.S3Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A workspace in an object store. Plain files are written and read as local copies; what Beam
 * writes and reads goes to the store directly.
 *
 * <p>An attempt shows that it lives by renewing the object {@code ATTEMPT.alive} beside its files;
 * one that did not for a lease is dead, and a later attempt of its stage removes what it left.
 */
final class ObjectWorkspace extends Workspace {
  /** The environment variable that gives the lease in seconds. */
  static final String LEASE_VARIABLE = "DOCENT_LEASE_SECONDS";

  private static final Duration LEASE = Duration.ofMinutes(15);

  private final ObjectStore store;
  private final Path copies;
  private final long limit;
  private final Duration lease;
  private final ObjectModels models;

  /**
   * @param copies the folder of local copies, beside those of other workspaces
   * @param limit how many bytes all of these may take
   * @param lease how long a writer may be silent before it counts as dead
   */
  ObjectWorkspace(ObjectStore store, Path copies, long limit, Duration lease) {
    this.store = store;
    this.copies = copies;
    this.limit = limit;
    this.lease = lease;
    this.models = new ObjectModels(store, copies.resolve("models"));
  }

  static ObjectWorkspace open(S3Location location) throws IOException {
    S3Settings settings = S3Settings.of(System.getenv());
    S3Store store = S3Store.open(location, settings);
    // Two servers may have a bucket of the same name.
    String name = settings.endpoint() + " " + location;
    Path copies = DocentCache.folder("workspaces").resolve(Hashes.sha256(name).substring(0, 16));
    Files.createDirectories(copies);
    Files.writeString(copies.resolve("location.txt"), location + "\n");
    String seconds = System.getenv(LEASE_VARIABLE);
    ObjectWorkspace workspace =
        new ObjectWorkspace(
            store,
            copies,
            DocentCache.limit(),
            seconds == null ? LEASE : Duration.ofSeconds(Long.parseLong(seconds)));
    workspace.trimCopies();
    return workspace;
  }

  @Override
  public void trimCopies() throws IOException {
    CacheLimit.keep(copies.toAbsolutePath().getParent(), limit, Instant.now());
  }

  @Override
  public String location() {
    return store.uri("");
  }

  @Override
  public Path root() {
    return copies;
  }

  @Override
  public Path model(String name) throws IOException {
    return models.fetch(name);
  }

  @Override
  public void shareModel(String name) throws IOException {
    models.share(name);
  }

  @Override
  public List<String> modelNames() throws IOException {
    return models.names();
  }

  @Override
  public ModelRegistry registry(String name) {
    return models.registry(name);
  }

  @Override
  public WorkspaceLock lock(String command) throws IOException {
    LockHolder me = LockHolder.here(command, machine());
    FolderLock local = FolderLock.take(copies.resolve("locks"), location(), me);
    try {
      return ObjectLock.take(store, location(), me, local, lease);
    } catch (IOException | RuntimeException e) {
      local.close();
      throw e;
    }
  }

  /** Names the folder of copies, wherever it is: given once, and kept in it. */
  private String machine() throws IOException {
    Path file = copies.resolve("machine");
    if (!Files.exists(file)) {
      try {
        AtomicFiles.create(file, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
      } catch (FileAlreadyExistsException e) {
        // Another process was faster.
      }
    }
    return Files.readString(file);
  }

  @Override
  public boolean create(String path, byte[] content) throws IOException {
    return store.create(path, content);
  }

  @Override
  public void replace(String path, byte[] content) throws IOException {
    store.put(path, content);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return store.get(path).map(ObjectStore.Content::bytes);
  }

  @Override
  public List<String> documents(String folder) throws IOException {
    return store.list(folder + "/").stream()
        .map(entry -> entry.key().substring(folder.length() + 1))
        .filter(name -> !name.contains("/"))
        .toList();
  }

  @Override
  public void removeDocument(String path) throws IOException {
    store.delete(List.of(path));
  }

  @Override
  public Optional<Artifact> find(Stage stage, String fingerprint) throws IOException {
    String home = home(stage, fingerprint);
    String key = home + "/" + MANIFEST;
    Optional<ObjectStore.Content> content = store.get(key);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Manifest manifest = parse(content.get().bytes(), store.uri(key));
    Path folder = localFolder(stage, fingerprint, manifest.folder());
    return Optional.of(
        new Artifact(
            stage,
            manifest,
            folder,
            new ArtifactCopy(store, home + "/" + manifest.folder(), folder, manifest.files())));
  }

  @Override
  List<String> fingerprints(Stage stage) throws IOException {
    return store.children("artifacts/" + stage.id() + "/");
  }

  @Override
  public Optional<String> current(Stage stage) {
    try {
      return store
          .get("current/" + stage.id())
          .map(content -> new String(content.bytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UserException(
          "can't read %s: %s".formatted(store.uri("current/" + stage.id()), e.getMessage()), e);
    }
  }

  @Override
  public void makeCurrent(Artifact artifact) throws IOException {
    if (!current(artifact.stage()).equals(Optional.of(artifact.fingerprint()))) {
      store.put(
          "current/" + artifact.stage().id(),
          (artifact.fingerprint() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void remove(Stage stage, String fingerprint) throws IOException {
    String home = home(stage, fingerprint);
    store.delete(List.of(home + "/" + MANIFEST));
    store.delete(store.list(home + "/").stream().map(ObjectStore.Entry::key).toList());
    AtomicFiles.deleteTree(copies.resolve(home));
  }

  @Override
  public Attempt begin(Stage stage, String fingerprint) throws IOException {
    sweepLocal(stage);
    String name = "data-" + UUID.randomUUID().toString().substring(0, 8);
    return ObjectAttempt.begin(
        this, store, home(stage, fingerprint), name, stage, fingerprint, lease);
  }

  Path localFolder(Stage stage, String fingerprint, String attempt) {
    return copies.resolve(home(stage, fingerprint)).resolve(attempt);
  }

  /** Removes local files of attempts that were killed; copies have no lock beside them. */
  private void sweepLocal(Stage stage) throws IOException {
    Path folder = copies.resolve("artifacts").resolve(stage.id());
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> locks;
    try (Stream<Path> walk = Files.walk(folder, 2)) {
      locks = walk.filter(file -> file.toString().endsWith(Liveness.SUFFIX)).toList();
    }
    for (Path lock : locks) {
      String name = lock.getFileName().toString();
      Path attempt =
          lock.resolveSibling(name.substring(0, name.length() - Liveness.SUFFIX.length()));
      if (Liveness.isDead(attempt)) {
        AtomicFiles.deleteTree(attempt);
      }
    }
  }

  private static String home(Stage stage, String fingerprint) {
    checkFingerprint(fingerprint);
    return "artifacts/" + stage.id() + "/" + fingerprint;
  }
}
