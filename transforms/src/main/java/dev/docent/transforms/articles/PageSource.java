package dev.docent.transforms.articles;

import dev.docent.records.UserException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** What a path given as {@code --articles} is. */
enum PageSource {
  FOLDER,
  BEIR_CORPUS,
  ARCHIVE;

  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Tells by the file's kind and name.
   *
   * @throws UserException if it is neither a folder nor a file we can read
   */
  static PageSource of(Path path) {
    if (Files.isDirectory(path)) {
      return FOLDER;
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
      return BEIR_CORPUS;
    }
    if (name.endsWith(".tar") || name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
      return ARCHIVE;
    }
    throw new UserException(
        "--articles '%s' must be a folder of HTML files, a BEIR corpus.jsonl, or a .tar.gz of HTML files"
            .formatted(path));
  }

  /** Opens a file, unpacked where its name says that it is gzipped. */
  static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") || name.endsWith(".tgz")
        ? new GZIPInputStream(in, BUFFER_BYTES)
        : in;
  }
}
