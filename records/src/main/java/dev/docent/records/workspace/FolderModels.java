package dev.docent.records.workspace;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A published model in a folder of this machine. */
public final class FolderModels implements ModelRegistry {
  /** Held while a model is published or a label moved; it goes with the process that holds it. */
  private static final String LOCK = ".publish.lock";

  /** Folders of this prefix are being taken away. */
  private static final String REMOVING = ".removing-";

  private final Path model;

  public FolderModels(Path model) {
    this.model = model;
  }

  /** Work that nobody else may do at the same time. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /**
   * Does work on the model's folder, which is made where there is none, while no other process or
   * thread does.
   */
  public static <T> T alone(Path model, Work<T> work) throws IOException, InterruptedException {
    Files.createDirectories(model);
    try (FileChannel channel =
            FileChannel.open(
                model.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      if (!lock.isValid()) {
        throw new IOException("no lock on " + model);
      }
      return work.run();
    }
  }

  /** The system's locks are a process's; of the threads of one they know nothing. */
  private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        Thread.sleep(5);
      }
    }
  }

  @Override
  public ModelVersions read() throws IOException {
    Map<String, ModelVersions.Label> labels = new HashMap<>();
    for (String label : ModelPointer.LABELS) {
      Path file = model.resolve(label);
      if (Files.exists(file)) {
        byte[] content = Files.readAllBytes(file);
        labels.put(
            label,
            new ModelVersions.Label(
                ModelPointer.parse(content, file.toString()), Hashes.sha256(content)));
      }
    }
    List<VersionRecord> versions = new ArrayList<>();
    for (long number : numbers(model)) {
      Optional<VersionRecord> record = VersionRecord.read(model, number);
      Path folder = folder(number);
      if (!Files.isDirectory(folder)) {
        record.ifPresent(one -> versions.add(one.with(VersionRecord.State.REMOVED)));
      } else {
        versions.add(
            record.isPresent()
                ? record.get().with(VersionRecord.State.READY)
                : VersionRecord.unknown(number, folder));
      }
    }
    return new ModelVersions(model.getFileName().toString(), labels, versions);
  }

  /** The numbers that were ever given, rising: of folders and of records. */
  public static List<Long> numbers(Path model) throws IOException {
    TreeSet<Long> numbers = new TreeSet<>();
    for (Path folder : List.of(model, model.resolve(VersionRecord.FOLDER))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> children = Files.list(folder)) {
          children
              .map(child -> child.getFileName().toString().replaceAll("[.]json$", ""))
              .filter(name -> name.matches("[1-9][0-9]{0,17}"))
              .map(Long::valueOf)
              .forEach(numbers::add);
        }
      }
    }
    return List.copyOf(numbers);
  }

  @Override
  public void move(String label, @Nullable ModelPointer to, ModelVersions seen) throws IOException {
    uninterrupted(
        model,
        () -> {
          ModelVersions now = read();
          if (!tag(now, label).equals(tag(seen, label))) {
            throw lost(label, now);
          }
          if (to != null && !Files.isDirectory(folder(to.version()))) {
            throw noVersion(to.version(), now);
          }
          (to == null ? ModelPointer.NONE : to).write(model, label);
          return true;
        });
  }

  static String tag(ModelVersions versions, String label) {
    ModelVersions.Label there = versions.labels().get(label);
    return there == null ? "" : there.tag();
  }

  static UserException lost(String label, ModelVersions now) {
    return new UserException(
        "the label '%s' of model '%s' was moved by someone else meanwhile: it is at %s now. Nothing was changed; look at 'docent models list' and run again"
            .formatted(
                label,
                now.name(),
                now.pointer(label).map(one -> "version " + one.version()).orElse("no version")));
  }

  static UserException noVersion(long version, ModelVersions now) {
    return new UserException(
        "model '%s' has no version %d; there are %s"
            .formatted(now.name(), version, now.numbers().isEmpty() ? "none" : now.numbers()));
  }

  @Override
  public Path fetch(long version) throws IOException {
    for (Manifest.DataFile file : ready(version).files()) {
      check(folder(version).resolve(file.path()), file);
    }
    return folder(version);
  }

  @Override
  public void copy(long version, Path target) throws IOException {
    for (Manifest.DataFile file : ready(version).files()) {
      Path copy = target.resolve(file.path());
      Files.createDirectories(copy.toAbsolutePath().getParent());
      Files.copy(folder(version).resolve(file.path()), copy, StandardCopyOption.REPLACE_EXISTING);
      check(copy, file);
    }
  }

  private VersionRecord ready(long version) throws IOException {
    ModelVersions now = read();
    return now.version(version)
        .filter(one -> one.state() == VersionRecord.State.READY)
        .orElseThrow(() -> noVersion(version, now));
  }

  private static void check(Path path, Manifest.DataFile file) throws IOException {
    if (!Files.exists(path)) {
      throw new UserException("'%s' is missing; the version can't be used".formatted(path));
    }
    if (Files.size(path) != file.bytes() || !Hashes.sha256(path).equals(file.sha256())) {
      throw new UserException(
          "'%s' differs from its checksum; the version can't be used".formatted(path));
    }
  }

  @Override
  public boolean remove(long version) throws IOException {
    return uninterrupted(
        model,
        () -> {
          ModelVersions now = read();
          Optional<VersionRecord> record = now.version(version);
          if (now.needed().contains(version)) {
            return false;
          }
          sweep();
          if (record.isPresent() && Files.isDirectory(folder(version))) {
            record.get().with(VersionRecord.State.REMOVED).write(model);
            Path removing = model.resolve(REMOVING + version);
            Files.move(folder(version), removing, StandardCopyOption.ATOMIC_MOVE);
            AtomicFiles.deleteTree(removing);
          }
          return true;
        });
  }

  /** Removes what a killed removal left. */
  private void sweep() throws IOException {
    try (Stream<Path> children = Files.list(model)) {
      for (Path child : children.toList()) {
        if (child.getFileName().toString().startsWith(REMOVING)) {
          AtomicFiles.deleteTree(child);
        }
      }
    }
  }

  private Path folder(long version) {
    return model.resolve(Long.toString(version));
  }

  /** As {@link #alone}, for those who can't be interrupted. */
  static <T> T uninterrupted(Path model, Work<T> work) throws IOException {
    try {
      return alone(model, work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + model, e);
    }
  }
}
