package dev.docent.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Terraform files of this folder. */
final class Sources {
  /** The folder {@code terraform/} of the project. */
  static final Path HOME = Path.of(System.getProperty("docent.root")).resolve("terraform");

  private static final Pattern TYPE =
      Pattern.compile("^\\s*(resource|data)\\s+\"(\\w+)\"", Pattern.MULTILINE);

  private Sources() {}

  /** A copy of all Terraform files, for runs that leave files behind. */
  static Path copy(Path to) throws IOException {
    for (String part : List.of("modules", "environments", "bootstrap")) {
      try (Stream<Path> walk = Files.walk(HOME.resolve(part))) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          String name = HOME.relativize(file).toString();
          if (!name.contains(".terraform/") && !name.endsWith(".tfvars")) {
            Path target = to.resolve(name);
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
          }
        }
      }
    }
    return to;
  }

  static List<Path> environments(Path home) throws IOException {
    try (Stream<Path> children = Files.list(home.resolve("environments"))) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }

  /**
   * The types that are used below some folders.
   *
   * @param kind {@code resource} or {@code data}
   * @param prefix the provider's, such as {@code aws_}
   */
  static Set<String> types(String kind, String prefix, List<Path> folders) throws IOException {
    Set<String> types = new TreeSet<>();
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        Matcher type = TYPE.matcher(Files.readString(file));
        while (type.find()) {
          if (type.group(1).equals(kind) && type.group(2).startsWith(prefix)) {
            types.add(type.group(2));
          }
        }
      }
    }
    return types;
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".tf"))
          .filter(file -> !file.toString().contains("/.terraform/"))
          .sorted()
          .toList();
    }
  }
}
