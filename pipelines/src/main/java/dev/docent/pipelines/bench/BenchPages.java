package dev.docent.pipelines.bench;

import dev.docent.records.UserException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** HTML pages to measure with, in memory: of a folder, and of the tar archives in it. */
record BenchPages(SortedMap<String, byte[]> pages) {
  private static final long SEED = 20261130;

  /**
   * Reads all pages of a folder at any depth, or of one archive.
   *
   * @throws UserException if there are none
   */
  static BenchPages read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UserException("--articles '%s' is not there".formatted(path));
    }
    SortedMap<String, byte[]> pages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
          readArchive(file, pages);
        } else if (isPage(name)) {
          pages.put(path.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    if (pages.isEmpty()) {
      throw new UserException(
          "--articles '%s' holds no .html file, neither by itself nor in a .tar.gz"
              .formatted(path));
    }
    return new BenchPages(pages);
  }

  private static void readArchive(Path file, SortedMap<String, byte[]> pages) throws IOException {
    String site = file.getFileName().toString().replaceFirst("\\.(?:tar\\.gz|tgz)$", "");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && isPage(entry.getName())) {
          pages.put(site + "/" + entry.getName().replaceFirst("^\\./", ""), tar.readAllBytes());
        }
      }
    }
  }

  private static boolean isPage(String name) {
    return name.endsWith(".html") || name.endsWith(".htm");
  }

  int size() {
    return pages.size();
  }

  long bytes() {
    return pages.values().stream().mapToLong(page -> page.length).sum();
  }

  /**
   * Writes so many pages to a folder as files of their own: these, then variations of them, always
   * the same ones.
   *
   * @param step of all those only every so many-th one is written
   * @return how many files there are
   */
  int write(Path folder, int count, int step) throws IOException {
    List<byte[]> originals = List.copyOf(pages.values());
    int files = 0;
    for (int i = 0; i < count; i += step) {
      byte[] page = originals.get(i % originals.size());
      int round = i / originals.size();
      Path into = Files.createDirectories(folder.resolve("part-" + round));
      Files.write(
          into.resolve("page-%06d.html".formatted(i)),
          round == 0 ? page : PageVariation.of(page, new Random(SEED + i)));
      files++;
    }
    return files;
  }
}
