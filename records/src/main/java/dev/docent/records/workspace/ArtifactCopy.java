package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * This machine's copies of the files of a folder in an object store, fetched when they are asked
 * for and compared with their checksums.
 *
 * @param prefix of the files' keys, with no '/' at its end
 * @param folder of the copies
 * @param files that there are, by path
 */
record ArtifactCopy(ObjectStore store, String prefix, Path folder, List<Manifest.DataFile> files)
    implements Artifact.Source {
  @Override
  public String location(String path) {
    return store.uri(path.isEmpty() ? prefix : prefix + "/" + path);
  }

  @Override
  public boolean holds(String path) {
    return files.stream().anyMatch(file -> isIn(file, path));
  }

  @Override
  public List<String> below(String path) {
    return files.stream()
        .map(Manifest.DataFile::path)
        .filter(file -> path.isEmpty() || file.startsWith(path + "/"))
        .sorted()
        .toList();
  }

  private static boolean isIn(Manifest.DataFile file, String path) {
    return path.isEmpty() || file.path().equals(path) || file.path().startsWith(path + "/");
  }

  @Override
  public void fetch(String path) throws IOException {
    Files.createDirectories(folder);
    // The cache forgets what was not used for long; told first, so that it keeps what is here.
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
    List<Manifest.DataFile> wanted =
        files.stream().filter(file -> isIn(file, path)).filter(file -> !isHere(file)).toList();
    Transfers.each(wanted, this::fetchOne);
  }

  /** Every copy was compared when it was made, and gets its name only then. */
  private boolean isHere(Manifest.DataFile file) {
    try {
      Path copy = folder.resolve(file.path());
      return Files.exists(copy) && Files.size(copy) == file.bytes();
    } catch (IOException e) {
      return false;
    }
  }

  private void fetchOne(Manifest.DataFile file) throws IOException {
    Path copy = folder.resolve(file.path());
    Transfers.download(
        store,
        prefix + "/" + file.path(),
        copy,
        unchecked -> {
          if (!Hashes.sha256(unchecked).equals(file.sha256())) {
            throw new UserException(
                "'%s' differs from its checksum in the manifest: it was damaged or changed; make its artifact again with --force"
                    .formatted(location(file.path())));
          }
        });
  }
}
