package dev.docent.records.workspace;

import dev.docent.records.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A published model in an object store. Labels and records move by conditional writes. */
final class ObjectRegistry implements ModelRegistry {
  private final ObjectStore store;
  private final String name;
  private final Path copies;

  /**
   * @param copies the folder of this machine's copies of the model
   */
  ObjectRegistry(ObjectStore store, String name, Path copies) {
    this.store = store;
    this.name = name;
    this.copies = copies;
  }

  @Override
  public ModelVersions read() throws IOException {
    Map<String, ModelVersions.Label> labels = new HashMap<>();
    for (String label : ModelPointer.LABELS) {
      String key = prefix(name) + label;
      Optional<ObjectStore.Content> content = store.get(key);
      if (content.isPresent()) {
        labels.put(
            label,
            new ModelVersions.Label(
                ModelPointer.parse(content.get().bytes(), store.uri(key)), content.get().tag()));
      }
    }
    List<VersionRecord> versions = new ArrayList<>();
    for (ObjectStore.Entry entry : store.list(prefix(name) + VersionRecord.FOLDER + "/")) {
      Optional<ObjectStore.Content> content = store.get(entry.key());
      if (content.isPresent()) {
        versions.add(VersionRecord.parse(content.get().bytes(), store.uri(entry.key())));
      }
    }
    versions.sort(Comparator.comparingLong(VersionRecord::version));
    return new ModelVersions(name, labels, versions);
  }

  @Override
  public void move(String label, @Nullable ModelPointer to, ModelVersions seen) throws IOException {
    byte[] content = (to == null ? ModelPointer.NONE : to).json();
    String key = prefix(name) + label;
    String tag = FolderModels.tag(seen, label);
    if (to != null) {
      checkReady(to.version());
    }
    if (!store.replace(key, content, tag.isEmpty() ? null : tag) && !isAlready(key, content)) {
      throw FolderModels.lost(label, read());
    }
    if (to != null && !isReady(to.version())) {
      // A removal came between; it has not seen the label, and so the label gives way.
      String moved = store.get(key).map(ObjectStore.Content::tag).orElse(null);
      byte[] back = seen.pointer(label).orElse(ModelPointer.NONE).json();
      store.replace(key, back, moved);
      throw FolderModels.noVersion(to.version(), read());
    }
  }

  private void checkReady(long version) throws IOException {
    if (!isReady(version)) {
      throw FolderModels.noVersion(version, read());
    }
  }

  private boolean isReady(long version) throws IOException {
    return record(version).filter(one -> one.state() == VersionRecord.State.READY).isPresent();
  }

  private Optional<VersionRecord> record(long version) throws IOException {
    String key = recordKey(name, version);
    Optional<ObjectStore.Content> content = store.get(key);
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(VersionRecord.parse(content.get().bytes(), store.uri(key)));
  }

  /** A write that was repeated after a lost answer finds what it wrote. */
  private boolean isAlready(String key, byte[] content) throws IOException {
    return store.get(key).filter(there -> Arrays.equals(there.bytes(), content)).isPresent();
  }

  @Override
  public Path fetch(long version) throws IOException {
    VersionRecord record = ready(version);
    record.write(copies);
    Path folder = copies.resolve(Long.toString(version));
    copy(record, folder).fetch("");
    return folder;
  }

  @Override
  public void copy(long version, Path target) throws IOException {
    copy(ready(version), target).fetch("");
  }

  private VersionRecord ready(long version) throws IOException {
    Optional<VersionRecord> record = record(version);
    if (record.isEmpty() || record.get().state() != VersionRecord.State.READY) {
      throw FolderModels.noVersion(version, read());
    }
    return record.get();
  }

  ArtifactCopy copy(VersionRecord record, Path folder) {
    return new ArtifactCopy(store, prefix(name) + record.version(), folder, record.files());
  }

  /**
   * Marks the version as removed, looks at the labels once more, and only then removes files: a
   * label that moves to it meanwhile finds the mark, or is found.
   */
  @Override
  public boolean remove(long version) throws IOException {
    if (read().needed().contains(version)) {
      return false;
    }
    String key = recordKey(name, version);
    Optional<ObjectStore.Content> content = store.get(key);
    if (content.isEmpty()) {
      return true;
    }
    VersionRecord record = VersionRecord.parse(content.get().bytes(), store.uri(key));
    byte[] removed = record.with(VersionRecord.State.REMOVED).json();
    if (!store.replace(key, removed, content.get().tag()) && !isAlready(key, removed)) {
      return false;
    }
    if (read().needed().contains(version)) {
      store.put(key, content.get().bytes());
      return false;
    }
    store.delete(
        store.list(prefix(name) + version + "/").stream().map(ObjectStore.Entry::key).toList());
    AtomicFiles.deleteTree(copies.resolve(Long.toString(version)));
    return true;
  }

  static String prefix(String name) {
    return "models/" + name + "/";
  }

  static String recordKey(String name, long version) {
    return prefix(name) + VersionRecord.FOLDER + "/" + version + ".json";
  }

  static String fileKey(String name, long version, String path) {
    return prefix(name) + version + "/" + path;
  }
}
