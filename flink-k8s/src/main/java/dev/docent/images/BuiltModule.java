package dev.docent.images;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A module as the build left it.
 *
 * @param name such as {@code pipelines}
 * @param jar its own jar
 * @param libraries its class path beside that, in order
 */
record BuiltModule(String name, Path jar, List<Path> libraries) {

  /**
   * Reads what {@code mvn package} made.
   *
   * @param root the project's folder
   * @throws IOException if the module isn't built
   */
  static BuiltModule read(Path root, String name) throws IOException {
    Path target = root.resolve(name).resolve("target");
    Path jar = target.resolve("docent-" + name + ".jar");
    Path list = target.resolve("libraries");
    for (Path needed : List.of(jar, list)) {
      if (!Files.exists(needed)) {
        throw new IOException("'%s' isn't there; 'mvn package' makes it".formatted(needed));
      }
    }
    List<Path> libraries =
        Arrays.stream(Files.readString(list).strip().split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    return new BuiltModule(name, jar, libraries);
  }

  /**
   * The module with TensorFlow's libraries for a GPU.
   *
   * @throws IOException if they weren't fetched
   */
  BuiltModule withGpu() throws IOException {
    List<Path> changed = new ArrayList<>();
    int replaced = 0;
    for (Path library : libraries) {
      String file = library.getFileName().toString();
      if (file.matches("tensorflow-core-native-.*-linux-x86_64\\.jar")) {
        Path gpu = library.resolveSibling(file.replace("x86_64.jar", "x86_64-gpu.jar"));
        if (!Files.exists(gpu)) {
          throw new IOException(
              "'%s' isn't there; 'mvn dependency:get' fetches it, as flink-k8s/images does"
                  .formatted(gpu));
        }
        changed.add(gpu);
        replaced++;
      } else {
        changed.add(library);
      }
    }
    if (replaced != 1) {
      throw new IOException(
          "%d libraries of TensorFlow for a CPU on the class path of '%s'; there must be one"
              .formatted(replaced, name));
    }
    return new BuiltModule(name, jar, List.copyOf(changed));
  }
}
