package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Published models in an object store, and this machine's copies of them.
 *
 * <pre>
 * models/NAME/.versions/VERSION.json   what is known of the version, its files with their checksums;
 *                                      created first, by which a publisher claims the number, and
 *                                      made READY when all files are there and were read back
 * models/NAME/VERSION/...              the files
 * models/NAME/stable, canary           the labels, moved last; readers follow them alone
 * </pre>
 */
final class ObjectModels {
  private final ObjectStore store;
  private final Path copies;

  /** What there was of a model when it was fetched, by model. */
  private final Map<String, ModelVersions> fetched = new HashMap<>();

  ObjectModels(ObjectStore store, Path copies) {
    this.store = store;
    this.copies = copies;
  }

  List<String> names() throws IOException {
    return store.children("models/");
  }

  ObjectRegistry registry(String name) {
    return new ObjectRegistry(store, name, copies.resolve(name));
  }

  /** Brings a model's folder up to date; gives it. */
  Path fetch(String name) throws IOException {
    return FolderModels.uninterrupted(copies.resolve(name), () -> fetchAlone(name));
  }

  private Path fetchAlone(String name) throws IOException {
    Path folder = copies.resolve(name);
    ObjectRegistry registry = registry(name);
    ModelVersions versions = registry.read();
    fetched.put(name, versions);
    Set<Long> usable = new TreeSet<>(versions.numbers());
    removeOthers(folder, versions);
    // All numbers that were ever given are told here, so that none is given again.
    AtomicFiles.deleteTree(folder.resolve(VersionRecord.FOLDER));
    for (VersionRecord record : versions.versions()) {
      record.write(folder);
    }
    for (String label : ModelPointer.LABELS) {
      Optional<ModelPointer> pointer = versions.pointer(label);
      if (pointer.isPresent()) {
        pointer.get().write(folder, label);
      } else {
        Files.deleteIfExists(folder.resolve(label));
      }
    }
    Set<Long> needed = versions.needed();
    for (long version : usable) {
      registry
          .copy(versions.version(version).orElseThrow(), folder.resolve(Long.toString(version)))
          .fetch(needed.contains(version) ? "" : ProductionModel.PROVENANCE);
    }
    return folder;
  }

  /** Sends the versions that only this machine has, then moves the pointer. */
  void share(String name) throws IOException {
    FolderModels.uninterrupted(
        copies.resolve(name),
        () -> {
          shareAlone(name);
          return true;
        });
  }

  private void shareAlone(String name) throws IOException {
    Path folder = copies.resolve(name);
    ModelVersions known = fetched.getOrDefault(name, new ModelVersions(name, Map.of(), List.of()));
    Set<Long> there = new TreeSet<>(known.numbers());
    for (long version : localVersions(folder)) {
      if (!there.contains(version)) {
        send(name, version, folder);
      }
    }
    Optional<ModelPointer> pointer = ModelPointer.read(folder, ModelPointer.STABLE);
    if (pointer.isPresent() && !pointer.equals(known.stable())) {
      registry(name).move(ModelPointer.STABLE, pointer.get(), known);
    }
    fetched.put(name, registry(name).read());
  }

  private void send(String name, long version, Path model) throws IOException {
    Path folder = model.resolve(Long.toString(version));
    Optional<VersionRecord> written = VersionRecord.read(model, version);
    VersionRecord record =
        written.isPresent() ? written.get() : VersionRecord.unknown(version, folder);
    byte[] claim = record.with(VersionRecord.State.UPLOADING).json();
    String key = ObjectRegistry.recordKey(name, version);
    if (!store.create(key, claim) && !isAlready(key, claim)) {
      AtomicFiles.deleteTree(folder);
      throw new UserException(
          "version %d of model '%s' was taken by another publication meanwhile; run 'docent publish' again"
              .formatted(version, name));
    }
    Transfers.each(
        record.files(),
        file ->
            store.upload(
                folder.resolve(file.path()),
                ObjectRegistry.fileKey(name, version, file.path()),
                file.sha256()));
    Transfers.each(record.files(), file -> verify(name, version, file));
    String tag = store.get(key).map(ObjectStore.Content::tag).orElse(null);
    byte[] ready = record.with(VersionRecord.State.READY).json();
    if (!store.replace(key, ready, tag) && !isAlready(key, ready)) {
      throw new UserException(
          "version %d of model '%s' was taken away by someone else while it was sent; run 'docent publish' again"
              .formatted(version, name));
    }
  }

  /** Reads a file back: what servers will get is what was meant. */
  private void verify(String name, long version, Manifest.DataFile file) throws IOException {
    Path back = Files.createTempFile("docent-verify-", "");
    try {
      Files.delete(back);
      String key = ObjectRegistry.fileKey(name, version, file.path());
      store.download(key, back);
      if (Files.size(back) != file.bytes() || !Hashes.sha256(back).equals(file.sha256())) {
        throw new UserException(
            "'%s' differs from what was sent; the version is not published, run 'docent publish' again"
                .formatted(store.uri(key)));
      }
    } finally {
      Files.deleteIfExists(back);
    }
  }

  /** A write that was repeated after a lost answer finds what it wrote. */
  private boolean isAlready(String key, byte[] content) throws IOException {
    return store.get(key).filter(there -> Arrays.equals(there.bytes(), content)).isPresent();
  }

  /**
   * Removes what is here under a version's number and is something else: made here and never
   * shared, while another machine took the number, or not at all.
   */
  private static void removeOthers(Path folder, ModelVersions there) throws IOException {
    for (long number : localVersions(folder)) {
      Optional<VersionRecord> meant =
          there.version(number).filter(version -> version.state() == VersionRecord.State.READY);
      Optional<VersionRecord> copied = VersionRecord.read(folder, number);
      if (meant.isEmpty()
          || copied.isEmpty()
          || !meant.get().files().equals(copied.get().files())) {
        AtomicFiles.deleteTree(folder.resolve(Long.toString(number)));
      }
    }
  }

  private static Set<Long> localVersions(Path folder) throws IOException {
    Set<Long> versions = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> children = Files.list(folder)) {
        children
            .map(child -> child.getFileName().toString())
            .filter(name -> name.matches("[1-9][0-9]{0,17}"))
            .forEach(name -> versions.add(Long.valueOf(name)));
      }
    }
    return versions;
  }
}
