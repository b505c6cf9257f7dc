package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A complete, immutable output of a stage.
 *
 * @param folder of its files, or of this machine's copies of them
 * @param source where they are really
 */
public record Artifact(Stage stage, Manifest manifest, Path folder, Source source) {
  /** Where the files of an artifact are. */
  public interface Source {
    /** An address for processes on other machines. */
    String location(String path);

    /** Whether there is such a file or folder, as far as can be told without fetching it. */
    boolean holds(String path);

    /** The paths of all files below a folder, sorted; none where there is no such folder. */
    List<String> below(String folder) throws IOException;

    /** Brings a file, or all files of a folder, into the local folder; an empty path brings all. */
    void fetch(String path) throws IOException;
  }

  /** An artifact in a folder of this machine. */
  public Artifact(Stage stage, Manifest manifest, Path folder) {
    this(stage, manifest, folder, new Local(folder));
  }

  public String fingerprint() {
    return manifest.fingerprint();
  }

  /** The local folder with all files; where they are in an object store, they are fetched first. */
  @Override
  public Path folder() {
    fetch("");
    return folder;
  }

  /**
   * A data file or a folder of them, as local files.
   *
   * @throws UserException if it is gone, which means that someone took it out of the workspace
   */
  public Path file(String path) {
    fetch(path);
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      throw lost(path);
    }
    return file;
  }

  /**
   * Where a data file, a folder of them, or all of them (an empty path) are for processes
   * elsewhere: a local path, or an address in the object store.
   *
   * @throws UserException if it is known to be gone
   */
  public String location(String path) {
    if (!source.holds(path)) {
      throw lost(path);
    }
    return source.location(path);
  }

  /** The locations of all files below a folder, by name; none where there is no such folder. */
  public List<String> locations(String folder) {
    try {
      return source.below(folder).stream().map(source::location).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  UserException lost(String path) {
    return new UserException(
        "the %s artifact %s has lost its file '%s'; make it again with 'docent %s --force'"
            .formatted(stage.id(), fingerprint(), path, stage.id()));
  }

  private void fetch(String path) {
    try {
      source.fetch(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files that are here. */
  private record Local(Path folder) implements Source {
    @Override
    public String location(String path) {
      return folder.resolve(path).toString();
    }

    @Override
    public boolean holds(String path) {
      return Files.exists(folder.resolve(path));
    }

    @Override
    public List<String> below(String path) throws IOException {
      Path within = folder.resolve(path);
      if (!Files.isDirectory(within)) {
        return List.of();
      }
      try (Stream<Path> files = Files.walk(within)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> folder.relativize(file).toString())
            .sorted()
            .toList();
      }
    }

    @Override
    public void fetch(String path) {
      // They are.
    }
  }
}
