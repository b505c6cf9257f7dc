package dev.docent.pipelines.jobjar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Merges jars and folders of classes into one jar. Of files of the same name the first stays, as a
 * class path has it; service files are joined; signatures, module descriptors and the weights of
 * models are left out. Packed bytes are copied as they are, so that a hundred megabytes take about
 * a second.
 */
final class JarMerge implements AutoCloseable {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String SERVICES = "META-INF/services/";
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "META-INF/[^/]+[.](SF|RSA|DSA|EC)|META-INF/INDEX[.]LIST|(META-INF/versions/\\d+/)?module-info[.]class"
              // Weights (81 MB); of a base model's jar the workers read the vocabulary alone.
              + "|.*[.]onnx|dev/langchain4j/.*");

  /** Jars of many releases need the attribute; it does no harm to the others. */
  private static final String MANIFEST_TEXT =
      "Manifest-Version: 1.0\r\nMulti-Release: true\r\nCreated-By: Docent\r\n\r\n";

  private final ZipArchiveOutputStream out;

  /** Where each file came from, with its checksum. */
  private final Map<String, Source> written = new HashMap<>();

  private final Map<String, Set<String>> services = new TreeMap<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  /** Where a file came from. */
  private record Source(Path jar, long crc) {}

  /** A class of which two jars have another version each; the first one's is taken. */
  record Conflict(String name, Path taken, Path leftOut) {}

  JarMerge(Path target) throws IOException {
    out = new ZipArchiveOutputStream(target);
    put(MANIFEST, MANIFEST_TEXT.getBytes(StandardCharsets.UTF_8));
  }

  void add(Path source) throws IOException {
    if (Files.isDirectory(source)) {
      addFolder(source);
    } else {
      addJar(source);
    }
  }

  /** Classes that differ between two sources so far. */
  List<Conflict> conflicts() {
    return Collections.unmodifiableList(conflicts);
  }

  int files() {
    return written.size();
  }

  private void addJar(Path source) throws IOException {
    try (ZipFile jar = ZipFile.builder().setPath(source).get()) {
      for (ZipArchiveEntry entry : Collections.list(jar.getEntriesInPhysicalOrder())) {
        if (entry.isDirectory()) {
          continue;
        }
        if (entry.getName().startsWith(SERVICES)) {
          try (InputStream in = jar.getInputStream(entry)) {
            addService(entry.getName(), in.readAllBytes());
          }
        } else if (isNew(entry.getName(), source, entry.getCrc())) {
          try (InputStream in = jar.getRawInputStream(entry)) {
            out.addRawArchiveEntry(plain(entry), in);
          }
        }
      }
    }
  }

  private void addFolder(Path source) throws IOException {
    try (Stream<Path> walk = Files.walk(source)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String name = source.relativize(file).toString().replace('\\', '/');
        byte[] content = Files.readAllBytes(file);
        if (name.startsWith(SERVICES)) {
          addService(name, content);
        } else if (isNew(name, source, crc(content))) {
          put(name, content);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean isNew(String name, Path source, long crc) {
    if (name.equals(MANIFEST) || LEFT_OUT.matcher(name).matches()) {
      return false;
    }
    Source first = written.putIfAbsent(name, new Source(source, crc));
    if (first != null && first.crc() != crc && name.endsWith(".class")) {
      conflicts.add(new Conflict(name, first.jar(), source));
    }
    return first == null;
  }

  private void addService(String name, byte[] content) {
    Set<String> lines = services.computeIfAbsent(name, key -> new LinkedHashSet<>());
    new String(content, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(lines::add);
  }

  /** Times and extra fields go, so that the same sources give the same jar. */
  private static ZipArchiveEntry plain(ZipArchiveEntry entry) {
    ZipArchiveEntry plain = new ZipArchiveEntry(entry.getName());
    plain.setMethod(entry.getMethod());
    plain.setCrc(entry.getCrc());
    plain.setSize(entry.getSize());
    plain.setCompressedSize(entry.getCompressedSize());
    plain.setTime(0);
    return plain;
  }

  private void put(String name, byte[] content) throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setTime(0);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }

  private static long crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }

  @Override
  public void close() throws IOException {
    for (var service : services.entrySet()) {
      put(
          service.getKey(),
          (String.join("\n", service.getValue()) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.close();
  }
}
