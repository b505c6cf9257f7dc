package dev.docent.transforms.articles;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;

/** The real sites that tests look at where they are at hand. */
final class RealSites {
  static final List<String> NAMES =
      List.of("flink-web", "school-of-sre", "ms-engineering-playbook", "tfx-docs", "vespa-docs");

  private RealSites() {}

  /** A site's pages by path below the site's folder; skips the test where the site is absent. */
  static Map<String, byte[]> pages(String site) throws Exception {
    Path root = Path.of(System.getProperty("docent.root", "."));
    Path archive = root.resolve("../shared/data/articles/" + site + ".tar.gz").normalize();
    Assumptions.assumeTrue(Files.exists(archive), archive + " is not here");
    Map<String, byte[]> pages = new TreeMap<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = Path.of(entry.getName()).normalize();
        if (entry.isFile() && path.toString().endsWith(".html")) {
          String id = path.toString();
          pages.put(
              id.startsWith(site + "/") ? id.substring(site.length() + 1) : id, tar.readAllBytes());
        }
      }
    }
    return pages;
  }
}
