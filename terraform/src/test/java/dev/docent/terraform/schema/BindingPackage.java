package dev.docent.terraform.schema;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An npm package of generated bindings for one Terraform provider. A folder a resource type lies in
 * it, named like the type without the provider's prefix.
 */
public final class BindingPackage {
  private static final String ROOT = "package/lib/";

  private BindingPackage() {}

  /**
   * Reads the source texts of some types.
   *
   * @param archive the package as npm packs it
   * @param folders such as {@code eks-cluster}, {@code data-aws-region} or {@code provider}
   * @return the text by folder
   * @throws IOException if a folder isn't there: the provider has no such type
   */
  public static Map<String, String> read(Path archive, Set<String> folders) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName();
        if (!name.matches(ROOT + "[^/]+/index\\.js")) {
          continue;
        }
        String folder = name.substring(ROOT.length(), name.length() - "/index.js".length());
        if (folders.contains(folder)) {
          texts.put(folder, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    for (String folder : folders) {
      if (!texts.containsKey(folder)) {
        throw new IOException("%s has no type '%s'".formatted(archive.getFileName(), folder));
      }
    }
    return texts;
  }
}
