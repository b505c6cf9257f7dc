package dev.docent.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one image: {@code IMAGE --root DIR --version V (--tar FILE | --push REPOSITORY) [--base
 * DIR] [--java DIR]}. {@code flink-k8s/images} calls it. A push takes user and password from {@code
 * REGISTRY_USER} and {@code REGISTRY_PASSWORD}.
 */
public final class ImagesMain {
  private static final Set<String> OPTIONS =
      Set.of("--root", "--version", "--tar", "--push", "--base", "--java");

  private ImagesMain() {}

  public static void main(String[] arguments) throws Exception {
    try {
      System.out.println(make(List.of(arguments)));
    } catch (IllegalArgumentException e) {
      System.err.println("images: " + e.getMessage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println("images: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Makes it and gives its digest, which the same sources give again. */
  static String make(List<String> arguments) throws Exception {
    Map<String, String> options = options(arguments);
    ImageKind kind = ImageKind.byId(arguments.get(0));
    String version = must(options, "--version");
    Path scratch = Files.createTempDirectory("docent-image");
    try {
      JibContainer made =
          new DocentImage(Path.of(must(options, "--root")), kind, version)
              .plan(folder(options, "--base"), folder(options, "--java"), scratch)
              .containerize(
                  target(options, kind, version)
                      .setToolName("docent")
                      .setApplicationLayersCache(scratch.resolve("layers")));
      return "docent-" + kind.id() + " " + made.getDigest();
    } finally {
      delete(scratch);
    }
  }

  private static Containerizer target(Map<String, String> options, ImageKind kind, String version)
      throws Exception {
    String tar = options.get("--tar");
    if (tar != null) {
      return Containerizer.to(
          TarImage.at(Path.of(tar)).named("docent-" + kind.id() + ":" + version));
    }
    RegistryImage image = RegistryImage.named(must(options, "--push") + ":" + version);
    String user = System.getenv("REGISTRY_USER");
    String password = System.getenv("REGISTRY_PASSWORD");
    if (user != null && password != null) {
      image.addCredential(user, password);
    }
    return Containerizer.to(image);
  }

  private static Map<String, String> options(List<String> arguments) {
    if (arguments.size() % 2 == 0) {
      throw new IllegalArgumentException("an image, and options with a value each, are wanted");
    }
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < arguments.size(); i += 2) {
      if (!OPTIONS.contains(arguments.get(i))) {
        throw new IllegalArgumentException(
            "there is no option '%s'; the options are %s".formatted(arguments.get(i), OPTIONS));
      }
      options.put(arguments.get(i), arguments.get(i + 1));
    }
    return options;
  }

  private static String must(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static @Nullable Path folder(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value != null && !Files.isDirectory(Path.of(value))) {
      throw new IllegalArgumentException("%s '%s' is no folder".formatted(name, value));
    }
    return value == null ? null : Path.of(value);
  }

  private static void delete(Path folder) throws IOException {
    try (var walk = Files.walk(folder)) {
      for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
