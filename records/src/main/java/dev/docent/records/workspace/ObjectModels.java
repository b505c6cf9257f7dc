package dev.docent.records.workspace;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.docent.records.UserException;
import dev.docent.records.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Published models in an object store, and this machine's copies of them.
 *
 * <pre>
 * models/NAME/.versions/VERSION.json   the version's files with their checksums; created first, by
 *                                      which a publisher claims the number
 * models/NAME/VERSION/...              the files
 * models/NAME/stable                   the pointer, moved last; readers follow it alone
 * </pre>
 */
final class ObjectModels {
  private static final String CLAIMS = ".versions/";
  private static final TypeReference<List<Manifest.DataFile>> FILES = new TypeReference<>() {};

  private final ObjectStore store;
  private final Path copies;

  /** The pointers' tags as they were fetched, null for none, by model. */
  private final Map<String, Optional<String>> tags = new HashMap<>();

  /** The versions that there were when a model was fetched, by model. */
  private final Map<String, Set<Long>> fetched = new HashMap<>();

  ObjectModels(ObjectStore store, Path copies) {
    this.store = store;
    this.copies = copies;
  }

  List<String> names() throws IOException {
    return store.children("models/");
  }

  ModelVersions versions(String name) throws IOException {
    String key = prefix(name) + ModelPointer.STABLE;
    Optional<ObjectStore.Content> content = store.get(key);
    Optional<ModelPointer> stable = Optional.empty();
    if (content.isPresent()) {
      stable = Optional.of(ModelPointer.parse(content.get().bytes(), store.uri(key)));
    }
    return new ModelVersions(stable, List.copyOf(claimed(name)));
  }

  /** Brings a model's folder up to date; gives it. */
  Path fetch(String name) throws IOException {
    Path folder = copies.resolve(name);
    Set<Long> versions = claimed(name);
    fetched.put(name, versions);
    removeUnknown(folder, versions);
    Optional<ObjectStore.Content> content = store.get(prefix(name) + ModelPointer.STABLE);
    tags.put(name, content.map(ObjectStore.Content::tag));
    Path pointerFile = folder.resolve(ModelPointer.STABLE);
    if (content.isEmpty()) {
      Files.deleteIfExists(pointerFile);
      return folder;
    }
    AtomicFiles.replace(pointerFile, content.get().bytes());
    ModelPointer pointer = ModelPointer.read(folder, ModelPointer.STABLE).orElseThrow();
    for (long version : versions) {
      boolean pointed =
          version == pointer.version()
              || (pointer.previous() != null && version == pointer.previous());
      copy(name, version).fetch(pointed ? "" : ProductionModel.PROVENANCE);
    }
    return folder;
  }

  /** Sends the versions that only this machine has, then moves the pointer. */
  void share(String name) throws IOException {
    Path folder = copies.resolve(name);
    Set<Long> known = fetched.getOrDefault(name, Set.of());
    for (long version : localVersions(folder)) {
      if (!known.contains(version)) {
        send(name, version, folder.resolve(Long.toString(version)));
      }
    }
    Path pointer = folder.resolve(ModelPointer.STABLE);
    if (!Files.exists(pointer)) {
      return;
    }
    byte[] content = Files.readAllBytes(pointer);
    String key = prefix(name) + ModelPointer.STABLE;
    if (!store.replace(key, content, tags.getOrDefault(name, Optional.empty()).orElse(null))
        && !isAlready(key, content)) {
      throw new UserException(
          "'%s' was moved by another publication meanwhile; run 'docent publish' again"
              .formatted(store.uri(key)));
    }
    tags.put(name, store.get(key).map(ObjectStore.Content::tag));
  }

  /** A write that was repeated after a lost answer finds what it wrote. */
  private boolean isAlready(String key, byte[] content) throws IOException {
    return store
        .get(key)
        .filter(there -> java.util.Arrays.equals(there.bytes(), content))
        .isPresent();
  }

  private void send(String name, long version, Path folder) throws IOException {
    List<Manifest.DataFile> files = Workspace.dataFiles(folder);
    byte[] claim = Workspace.JSON.writeValueAsBytes(files);
    String key = claimKey(name, version);
    if (!store.create(key, claim) && !isAlready(key, claim)) {
      throw new UserException(
          "version %d of model '%s' was taken by another publication meanwhile; run 'docent publish' again"
              .formatted(version, name));
    }
    Transfers.each(
        files,
        file ->
            store.upload(
                folder.resolve(file.path()),
                prefix(name) + version + "/" + file.path(),
                file.sha256()));
  }

  private ArtifactCopy copy(String name, long version) throws IOException {
    byte[] claim =
        store
            .get(claimKey(name, version))
            .map(ObjectStore.Content::bytes)
            .orElseThrow(() -> new IOException("the claim of version " + version + " vanished"));
    return new ArtifactCopy(
        store,
        prefix(name) + version,
        copies.resolve(name).resolve(Long.toString(version)),
        Workspace.JSON.readValue(claim, FILES));
  }

  private Set<Long> claimed(String name) throws IOException {
    Set<Long> versions = new TreeSet<>();
    String prefix = prefix(name) + CLAIMS;
    for (ObjectStore.Entry entry : store.list(prefix)) {
      Long version = number(entry.key().substring(prefix.length()).replaceAll("[.]json$", ""));
      if (version != null) {
        versions.add(version);
      }
    }
    return versions;
  }

  /** A version that was made here and never shared must not pass for one. */
  private static void removeUnknown(Path folder, Set<Long> known) throws IOException {
    for (long version : localVersions(folder)) {
      if (!known.contains(version)) {
        AtomicFiles.deleteTree(folder.resolve(Long.toString(version)));
      }
    }
  }

  private static Set<Long> localVersions(Path folder) throws IOException {
    Set<Long> versions = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> children = Files.list(folder)) {
        for (Path child : children.toList()) {
          Long version = number(child.getFileName().toString());
          if (version != null) {
            versions.add(version);
          }
        }
      }
    }
    return versions;
  }

  private static @Nullable Long number(String name) {
    return name.matches("[1-9][0-9]{0,17}") ? Long.valueOf(name) : null;
  }

  private static String prefix(String name) {
    return "models/" + name + "/";
  }

  private static String claimKey(String name, long version) {
    return prefix(name) + CLAIMS + version + ".json";
  }
}
