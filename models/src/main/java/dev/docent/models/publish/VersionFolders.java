package dev.docent.models.publish;

import dev.docent.models.savedmodel.ModelCard;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.FolderModels;
import dev.docent.records.workspace.Hashes;
import dev.docent.records.workspace.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** The published versions of one model: folders named by whole numbers, and the pointers. */
final class VersionFolders {
  /** Folders of this prefix are being filled; no server takes them for a version. */
  private static final String INCOMING = ".incoming-";

  private final Path model;

  VersionFolders(Path model) {
    this.model = model;
  }

  Path model() {
    return model;
  }

  Path folder(long version) {
    return model.resolve(Long.toString(version));
  }

  /** The versions there are, by rising number. */
  List<Long> versions() throws IOException {
    return FolderModels.numbers(model).stream()
        .filter(number -> Files.isDirectory(folder(number)))
        .toList();
  }

  /** A new, empty folder beside the versions. */
  Path incoming() throws IOException {
    return Files.createDirectory(model.resolve(INCOMING + UUID.randomUUID()));
  }

  /** Removes what killed publications left. The caller is the only one that publishes. */
  void removeLeftovers() throws IOException {
    try (Stream<Path> children = Files.list(model)) {
      for (Path child : children.toList()) {
        if (child.getFileName().toString().startsWith(INCOMING)) {
          AtomicFiles.deleteTree(child);
        }
      }
    }
  }

  /** Makes a filled folder the next version, at once; no number is given twice. */
  long rename(Path incoming) throws IOException {
    List<Long> given = FolderModels.numbers(model);
    long version = given.isEmpty() ? 1 : given.get(given.size() - 1) + 1;
    Files.move(incoming, folder(version), StandardCopyOption.ATOMIC_MOVE);
    return version;
  }

  /**
   * The newest version that holds this very model and ranks by these very settings, with every file
   * as it was trained; a damaged one doesn't count.
   *
   * @param files of the model, paths relative to its folder
   */
  OptionalLong holding(String trainFingerprint, byte[] ranking, List<Manifest.DataFile> files)
      throws IOException {
    List<Long> versions = versions();
    for (int i = versions.size() - 1; i >= 0; i--) {
      Path folder = folder(versions.get(i));
      if (isOf(folder, trainFingerprint)
          && hasContent(folder.resolve(Publisher.RANKING), ranking)
          && isWhole(folder, files)) {
        return OptionalLong.of(versions.get(i));
      }
    }
    return OptionalLong.empty();
  }

  /** Whether a version came from a training. */
  static boolean isOf(Path versionFolder, String trainFingerprint) throws IOException {
    return Files.exists(
            versionFolder.resolve(dev.docent.records.workspace.ProductionModel.PROVENANCE))
        && trainFingerprint.equals(ModelCard.read(versionFolder).trainFingerprint());
  }

  /** Whether all files are there with the sizes and checksums given. */
  static boolean isWhole(Path folder, List<Manifest.DataFile> files) throws IOException {
    for (Manifest.DataFile file : files) {
      Path path = folder.resolve(file.path());
      if (!Files.exists(path)
          || Files.size(path) != file.bytes()
          || !Hashes.sha256(path).equals(file.sha256())) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasContent(Path file, byte[] content) throws IOException {
    return Files.exists(file)
        ? java.util.Arrays.equals(Files.readAllBytes(file), content)
        : content.length == 0;
  }
}
