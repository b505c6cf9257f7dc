package dev.docent.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One image, layer by layer: what changes seldom first. All files are root's and have one time, so
 * that the same sources give the same image to the last bit; the process is another user's and
 * writes to {@code /tmp} and {@code /var/cache/docent} alone, which whoever runs it mounts.
 */
final class DocentImage {
  static final String HOME = "/opt/docent";
  static final String JAVA = "/opt/java";

  /** User and group: no name, so that none of the base's is meant by accident. */
  static final String USER = "10001:10001";

  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

  private final Path root;
  private final ImageKind kind;
  private final String version;
  private final List<BuiltModule> modules = new ArrayList<>();

  /**
   * @param root the project's folder, built
   * @param version what the image's label says
   */
  DocentImage(Path root, ImageKind kind, String version) throws IOException {
    this.root = root;
    this.kind = kind;
    this.version = version;
    for (String name : kind.modules()) {
      BuiltModule module = BuiltModule.read(root, name);
      modules.add(kind.gpu() ? module.withGpu() : module);
    }
  }

  /**
   * The plan of the image.
   *
   * @param base a folder that takes the place of the base image, for trying; null for the real one
   * @param java a folder with a Java runtime, for a base that has none; null where it has
   */
  JibContainerBuilder plan(@Nullable Path base, @Nullable Path java, Path scratch)
      throws IOException, InvalidImageReferenceException {
    JibContainerBuilder image =
        base == null ? Jib.from(kind.base().reference()) : Jib.fromScratch();
    if (base != null) {
      image.addFileEntriesLayer(folder("base", base, AbsoluteUnixPath.get("/")));
    }
    Map<String, String> environment = environment();
    if (java != null) {
      image.addFileEntriesLayer(folder("java", java, AbsoluteUnixPath.get(JAVA)));
      environment.put("JAVA_HOME", JAVA);
    }
    image.addFileEntriesLayer(libraries());
    image.addFileEntriesLayer(docent(scratch));
    return image
        .setCreationTime(Instant.EPOCH)
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
        .setEnvironment(environment)
        .setLabels(
            Map.of(
                "org.opencontainers.image.title",
                "docent-" + kind.id(),
                "org.opencontainers.image.version",
                version,
                "org.opencontainers.image.licenses",
                "Apache-2.0"))
        .setEntrypoint(HOME + "/docent");
  }

  /** The heap is a share of what the container may use; the rest is for native libraries. */
  private Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>();
    all.put("DOCENT_BUILT", "true");
    all.put("DOCENT_HEAP", kind.modules().get(0).equals("models") ? "30%" : "50%");
    all.put("DOCENT_CACHE", "/var/cache/docent");
    all.put(
        "DOCENT_JAVA_OPTIONS",
        "-XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=/tmp -Duser.home=/tmp"
            + " -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp");
    all.put("HOME", "/tmp");
    all.put("LANG", "C.UTF-8");
    return all;
  }

  /** Third parties' jars. */
  private FileEntriesLayer libraries() throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("libraries");
    for (Map.Entry<String, Path> jar : jars().entrySet()) {
      if (!jar.getValue().startsWith(root)) {
        layer.addEntry(jar.getValue(), in("lib/" + jar.getKey()));
      }
    }
    return layer.build();
  }

  /** The launcher, Docent's own jars, and each module's class path as the launcher reads it. */
  private FileEntriesLayer docent(Path scratch) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("docent");
    layer.addEntry(root.resolve("docent"), in("docent"), EXECUTABLE);
    for (String text : List.of("LICENSE", "NOTICE")) {
      layer.addEntry(root.resolve(text), in(text));
    }
    for (Map.Entry<String, Path> jar : jars().entrySet()) {
      if (jar.getValue().startsWith(root)) {
        layer.addEntry(jar.getValue(), in("lib/" + jar.getKey()));
      }
    }
    for (BuiltModule module : modules) {
      String target = module.name() + "/target/";
      layer.addEntry(module.jar(), in(target + module.jar().getFileName()));
      Path list = scratch.resolve(kind.id() + "-" + module.name() + "-libraries");
      Files.writeString(
          list,
          module.libraries().stream()
              .map(jar -> HOME + "/lib/" + jar.getFileName())
              .collect(Collectors.joining(":")));
      layer.addEntry(list, in(target + "libraries"));
      Path parts = root.resolve(module.name()).resolve("target/bom.json");
      if (Files.exists(parts)) {
        layer.addEntry(parts, in("sbom/" + module.name() + ".cdx.json"));
      }
    }
    return layer.build();
  }

  /** All jars by name. Two modules may share one, but not mean two by one name. */
  private Map<String, Path> jars() throws IOException {
    Map<String, Path> all = new LinkedHashMap<>();
    for (BuiltModule module : modules) {
      for (Path jar : module.libraries()) {
        Path other = all.putIfAbsent(jar.getFileName().toString(), jar);
        if (other != null && !other.equals(jar) && Files.mismatch(other, jar) != -1) {
          throw new IOException("'%s' and '%s' have one name".formatted(other, jar));
        }
      }
    }
    return new TreeMap<>(all);
  }

  /** What lies in a folder. The root itself can't be an entry of a layer. */
  private static FileEntriesLayer folder(String name, Path from, AbsoluteUnixPath to)
      throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.sorted().toList()) {
        layer.addEntryRecursive(
            child,
            to.resolve(child.getFileName().toString()),
            (file, target) ->
                Files.isDirectory(file) || Files.isExecutable(file)
                    ? EXECUTABLE
                    : FilePermissions.DEFAULT_FILE_PERMISSIONS);
      }
    }
    return layer.build();
  }

  private static AbsoluteUnixPath in(String path) {
    return AbsoluteUnixPath.get(HOME + "/" + path);
  }
}
