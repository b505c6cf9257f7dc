package dev.docent.serving.tfserving;

import com.google.protobuf.Message;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.ModelRegistry;
import dev.docent.records.workspace.ModelVersions;
import dev.docent.records.workspace.VersionRecord;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.tfserving.proto.ModelConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps a local folder at the versions that a workspace's labels name, for a server that reads no
 * object stores. A version appears whole, by a rename; the configuration that names it is replaced
 * after that; and a version goes only when neither the labels nor the configuration before named
 * it, so that a server is never told of a version that isn't there.
 */
public final class ModelSync {
  private static final String INCOMING = ".incoming-";

  private final Workspace workspace;
  private final Path target;
  private final String basePath;
  private final Consumer<String> after;

  /**
   * @param target the local folder
   * @param basePath the same folder as the server sees it
   */
  public ModelSync(Workspace workspace, Path target, String basePath) {
    this(workspace, target, basePath, step -> {});
  }

  /**
   * @param after told of each step when it is done, such as {@code copied docent 3}
   */
  ModelSync(Workspace workspace, Path target, String basePath, Consumer<String> after) {
    this.workspace = workspace;
    this.target = target;
    this.basePath = basePath;
    this.after = after;
  }

  /**
   * Brings the folder up to date once.
   *
   * @param names of the models, empty for all
   * @return what changed, in words, a line a change; empty where nothing did
   */
  public List<String> once(List<String> names) throws IOException {
    List<String> changes = new ArrayList<>();
    Files.createDirectories(target);
    Map<String, Set<Long>> served = served();
    List<ModelVersions> models = new ArrayList<>();
    for (String name : names.isEmpty() ? workspace.modelNames() : names) {
      ModelRegistry registry = workspace.registry(name);
      ModelVersions versions = registry.read();
      models.add(versions);
      for (long version : versions.needed()) {
        Optional<VersionRecord> record = versions.version(version);
        if (record.isEmpty() || !isHere(name, record.get())) {
          bring(registry, name, version, record);
          changes.add("brought version %d of model '%s'".formatted(version, name));
        }
      }
    }
    if (write(ServerConfigs.MODELS, ServerConfigs.models(models, basePath))) {
      changes.add("wrote " + target.resolve(ServerConfigs.MODELS));
    }
    after.accept("configured");
    int threads = Runtime.getRuntime().availableProcessors();
    write(ServerConfigs.BATCHING, ServerConfigs.batching(threads));
    write(ServerConfigs.MONITORING, ServerConfigs.monitoring());
    for (ModelVersions model : models) {
      Set<Long> kept = new HashSet<>(model.needed());
      kept.addAll(served.getOrDefault(model.name(), Set.of()));
      clear(model.name(), kept, changes);
    }
    return changes;
  }

  /** The versions that the configuration there is names: a server may be using them. */
  private Map<String, Set<Long>> served() throws IOException {
    Map<String, Set<Long>> served = new HashMap<>();
    Path file = target.resolve(ServerConfigs.MODELS);
    if (Files.exists(file)) {
      var config = ServerConfigs.parse(Files.readString(file), file.toString());
      for (ModelConfig model : config.getModelConfigList().getConfigList()) {
        served.put(
            model.getName(),
            new HashSet<>(model.getModelVersionPolicy().getSpecific().getVersionsList()));
      }
    }
    return served;
  }

  /** A version is here if it was brought as it is now, and none of its files was cut. */
  private boolean isHere(String name, VersionRecord record) throws IOException {
    Path model = target.resolve(name);
    Optional<VersionRecord> brought = VersionRecord.read(model, record.version());
    if (brought.isEmpty() || !brought.get().files().equals(record.files())) {
      return false;
    }
    Path folder = model.resolve(Long.toString(record.version()));
    for (var file : record.files()) {
      Path path = folder.resolve(file.path());
      if (!Files.exists(path) || Files.size(path) != file.bytes()) {
        return false;
      }
    }
    return true;
  }

  private void bring(
      ModelRegistry registry, String name, long version, Optional<VersionRecord> record)
      throws IOException {
    Path model = target.resolve(name);
    Path incoming = model.resolve(INCOMING + version);
    Files.createDirectories(incoming);
    registry.copy(version, incoming);
    AtomicFiles.syncTree(incoming);
    after.accept("copied %s %d".formatted(name, version));
    Path folder = model.resolve(Long.toString(version));
    // Whatever has the name is cut, or another model's version of the same number.
    AtomicFiles.deleteTree(folder);
    Files.move(incoming, folder, StandardCopyOption.ATOMIC_MOVE);
    if (record.isPresent()) {
      record.get().write(model);
    }
    after.accept("renamed %s %d".formatted(name, version));
  }

  /** Replaces a file if its content changes; tells whether it did. */
  private boolean write(String name, Message content) throws IOException {
    Path file = target.resolve(name);
    String text = ServerConfigs.text(content);
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return false;
    }
    AtomicFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private void clear(String name, Set<Long> kept, List<String> changes) throws IOException {
    Path model = target.resolve(name);
    if (!Files.isDirectory(model)) {
      return;
    }
    List<Path> children;
    try (Stream<Path> all = Files.list(model)) {
      children = all.toList();
    }
    for (long version : numbers(children)) {
      if (!kept.contains(version)) {
        AtomicFiles.deleteTree(model.resolve(Long.toString(version)));
        changes.add("removed version %d of model '%s'".formatted(version, name));
        after.accept("removed %s %d".formatted(name, version));
      }
    }
    for (Path child : children) {
      if (child.getFileName().toString().startsWith(INCOMING)) {
        AtomicFiles.deleteTree(child);
      }
    }
  }

  private static Set<Long> numbers(List<Path> children) {
    Set<Long> numbers = new TreeSet<>();
    for (Path child : children) {
      String name = child.getFileName().toString();
      if (name.matches("[1-9][0-9]{0,17}")) {
        numbers.add(Long.valueOf(name));
      }
    }
    return numbers;
  }
}
