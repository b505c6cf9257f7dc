package dev.docent.terraform;

import dev.docent.terraform.schema.BindingPackage;
import dev.docent.terraform.schema.BindingReader;
import dev.docent.terraform.schema.Shape;
import dev.docent.terraform.standin.StandInProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The providers in use and the npm packages that carry their schemas. A package is brought once, to
 * {@code target/bindings}.
 *
 * @param source as {@code required_providers} names it
 * @param npm the package and its version
 * @param assigned whether nested values are written with '='
 */
record Bindings(String source, String npm, boolean assigned) {
  static final List<Bindings> ALL =
      List.of(
          new Bindings("hashicorp/aws", "@cdktf/provider-aws@21.22.1", false),
          new Bindings("hashicorp/helm", "@cdktf/provider-helm@12.1.2", true),
          new Bindings("hashicorp/kubernetes", "@cdktf/provider-kubernetes@12.1.1", false));

  private static final Path TARGET = Sources.HOME.resolve("target/bindings");

  /** Starts a stand-in that knows the types used below some folders. */
  StandInProvider start(List<Path> folders) throws IOException, InterruptedException {
    String prefix = source.substring(source.indexOf('/') + 1) + "_";
    Map<String, String> resources =
        byFolder("", Sources.types("resource", prefix, folders), prefix);
    Map<String, String> data =
        byFolder("data-" + prefix, Sources.types("data", prefix, folders), prefix);
    Set<String> wanted = new TreeSet<>(resources.keySet());
    wanted.addAll(data.keySet());
    wanted.add("provider");
    Map<String, String> texts = BindingPackage.read(archive(), wanted);
    return StandInProvider.start(
        BindingReader.read(texts.get("provider"), assigned),
        shapes(resources, texts),
        shapes(data, texts));
  }

  private Map<String, Shape> shapes(Map<String, String> types, Map<String, String> texts) {
    Map<String, Shape> shapes = new HashMap<>();
    types.forEach(
        (folder, type) -> shapes.put(type, BindingReader.read(texts.get(folder), assigned)));
    return shapes;
  }

  /** Types by the folder of their binding: {@code aws_eks_cluster} lies in {@code eks-cluster}. */
  private static Map<String, String> byFolder(String start, Set<String> types, String prefix) {
    Map<String, String> folders = new HashMap<>();
    for (String type : types) {
      folders.put((start + type.substring(prefix.length())).replace('_', '-'), type);
    }
    return folders;
  }

  private Path archive() throws IOException, InterruptedException {
    String name = npm.substring(1).replace('/', '-');
    Path file =
        TARGET.resolve(
            name.substring(0, name.lastIndexOf('@'))
                + "-"
                + npm.substring(npm.lastIndexOf('@') + 1)
                + ".tgz");
    if (!Files.exists(file)) {
      Files.createDirectories(TARGET);
      Commands.Result packed = Commands.run(TARGET, Map.of(), "npm", "pack", "--silent", npm);
      if (packed.exit() != 0 || !Files.exists(file)) {
        throw new IOException("npm pack " + npm + " failed: " + packed.output());
      }
    }
    return file;
  }
}
