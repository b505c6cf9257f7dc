package dev.docent.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this folder and of the project around it. */
final class Sources {
  static final Path ROOT = Path.of(System.getProperty("docent.root"));

  /** The folder {@code flink-k8s/}. */
  static final Path HOME = ROOT.resolve("flink-k8s");

  /** Where tools are kept that the tests bring. */
  static final Path TOOLS = HOME.resolve("target/tools");

  private static final List<String> PARTS =
      List.of("base", "flink", "dex", "jobs", "components", "overlays");

  private Sources() {}

  /** Everything that can be applied: each folder of {@code overlays/} with a kustomization. */
  static List<Path> overlays(Path home) throws IOException {
    try (Stream<Path> walk = Files.walk(home.resolve("overlays"))) {
      return walk.filter(file -> file.endsWith("kustomization.yaml"))
          .map(Path::getParent)
          .filter(folder -> !folder.endsWith("environment"))
          .sorted()
          .toList();
    }
  }

  /** A copy of all manifests, to put mistakes into. */
  static void copy(Path to) throws IOException {
    for (String part : PARTS) {
      try (Stream<Path> walk = Files.walk(HOME.resolve(part))) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          Path target = to.resolve(HOME.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
  }

  /** A file of the project as text. */
  static String text(String path) throws IOException {
    return Files.readString(ROOT.resolve(path));
  }
}
