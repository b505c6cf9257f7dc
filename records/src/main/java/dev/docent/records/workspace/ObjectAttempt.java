package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One try at making an artifact in an object store: data files first, each compared with its
 * checksum, then the manifest by a conditional create.
 */
final class ObjectAttempt extends Workspace.Attempt {
  /** Beam's own folders of files that it has not finished with. */
  private static final String BEAMS_TEMPORARY = ".temp-beam";

  private final ObjectWorkspace workspace;
  private final ObjectStore store;
  private final String home;
  private final String name;
  private final Stage stage;
  private final String fingerprint;
  private final Path folder;
  private final Liveness local;
  private final Lease lease;
  private boolean complete;

  /** Whether a manifest that names this attempt was sent, and may have arrived. */
  private boolean manifestMayBeOurs;

  private ObjectAttempt(
      ObjectWorkspace workspace,
      ObjectStore store,
      String home,
      String name,
      Stage stage,
      String fingerprint,
      Path folder,
      Liveness local,
      Lease lease) {
    this.workspace = workspace;
    this.store = store;
    this.home = home;
    this.name = name;
    this.stage = stage;
    this.fingerprint = fingerprint;
    this.folder = folder;
    this.local = local;
    this.lease = lease;
  }

  static ObjectAttempt begin(
      ObjectWorkspace workspace,
      ObjectStore store,
      String home,
      String name,
      Stage stage,
      String fingerprint,
      Duration length)
      throws IOException {
    Path folder = workspace.localFolder(stage, fingerprint, name);
    Files.createDirectories(folder.getParent());
    Liveness local = Liveness.claim(folder);
    Files.createDirectories(folder);
    Lease lease = Lease.take(store, home + "/" + name, length);
    ObjectAttempt attempt =
        new ObjectAttempt(workspace, store, home, name, stage, fingerprint, folder, local, lease);
    try {
      new DeadAttempts(store, "artifacts/" + stage.id() + "/", length).remove(home + "/" + name);
    } catch (IOException | RuntimeException e) {
      attempt.abandon();
      throw e;
    }
    return attempt;
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
    return store.uri(prefix() + path);
  }

  @Override
  public Path written(String path) throws IOException {
    bring(path);
    return folder.resolve(path);
  }

  @Override
  public void discard(String path) throws IOException {
    store.delete(
        store.list(prefix() + path).stream()
            .map(ObjectStore.Entry::key)
            .filter(key -> key.equals(prefix() + path) || key.startsWith(prefix() + path + "/"))
            .toList());
    AtomicFiles.deleteTree(folder.resolve(path));
  }

  private String prefix() {
    return home + "/" + name + "/";
  }

  /**
   * Fetches what is in the store and not here of a file, a folder or, for an empty path, all; gives
   * the sizes of what is in the store.
   */
  private Map<String, Long> bring(String path) throws IOException {
    Map<String, Long> there = new TreeMap<>();
    List<String> temporary = new ArrayList<>();
    for (ObjectStore.Entry entry : store.list(prefix() + path)) {
      String file = entry.key().substring(prefix().length());
      if (file.contains(BEAMS_TEMPORARY)) {
        temporary.add(entry.key());
      } else if (path.isEmpty() || file.equals(path) || file.startsWith(path + "/")) {
        there.put(file, entry.bytes());
      }
    }
    Transfers.each(
        there.keySet().stream().filter(file -> !Files.exists(folder.resolve(file))).toList(),
        file -> Transfers.download(store, prefix() + file, folder.resolve(file), unchecked -> {}));
    if (path.isEmpty()) {
      // The job has ended: nobody will finish these.
      store.delete(temporary);
      store.abortUploads(prefix(), Instant.MAX);
    }
    return there;
  }

  @Override
  public List<Manifest.DataFile> files() throws IOException {
    Map<String, Long> there = bring("");
    List<Manifest.DataFile> files = Workspace.dataFiles(folder);
    Transfers.each(
        files.stream().filter(file -> !there.containsKey(file.path())).toList(),
        file -> store.upload(folder.resolve(file.path()), prefix() + file.path(), file.sha256()));
    compare(files);
    return files;
  }

  /** What the manifest will name must be there now. */
  private void compare(List<Manifest.DataFile> files) throws IOException {
    Map<String, Long> there = new TreeMap<>();
    store
        .list(prefix())
        .forEach(entry -> there.put(entry.key().substring(prefix().length()), entry.bytes()));
    for (Manifest.DataFile file : files) {
      if (!Long.valueOf(file.bytes()).equals(there.get(file.path()))) {
        throw new UserException(
            "'%s' has %s bytes after %d were written; run again"
                .formatted(location(file.path()), there.get(file.path()), file.bytes()));
      }
    }
  }

  @Override
  public Artifact complete(Manifest manifest) throws IOException {
    Artifact artifact = create(manifest);
    // Not by what the creation told: one that was repeated after a lost answer finds itself.
    complete = artifact.manifest().folder().equals(name);
    manifestMayBeOurs = complete;
    if (!complete) {
      abandon();
      return artifact;
    }
    try {
      lease.release();
      local.release();
      AtomicFiles.deleteTree(workspace.scratch(stage, fingerprint));
    } catch (IOException | UserException e) {
      // The artifact is complete; what could not be cleared away is cleared by a later run.
      System.err.println(
          "warning: could not clear up beside " + store.uri(home) + ": " + e.getMessage());
    }
    return artifact;
  }

  private Artifact create(Manifest manifest) throws IOException {
    manifestMayBeOurs = true;
    IOException failure = null;
    try {
      store.create(home + "/" + Workspace.MANIFEST, Workspace.JSON.writeValueAsBytes(manifest));
    } catch (IOException | UserException e) {
      failure = new IOException(e);
    }
    Optional<Artifact> found = workspace.find(stage, fingerprint);
    if (found.isPresent()) {
      return found.get();
    }
    throw failure == null
        ? new IOException("the manifest of " + store.uri(home) + " vanished")
        : failure;
  }

  @Override
  public void abandon() throws IOException {
    if (complete) {
      return;
    }
    local.release();
    AtomicFiles.deleteTree(folder);
    lease.stop();
    if (manifestMayBeOurs) {
      // Nobody told whether the manifest is there; when the lease is over, a later run can tell.
      return;
    }
    try {
      DeadAttempts.removeFiles(store, home + "/" + name);
    } catch (IOException | UserException e) {
      // The lease runs out, and a later run clears it up.
      System.err.println(
          "warning: could not remove '%s': %s".formatted(location(""), e.getMessage()));
    }
  }
}
