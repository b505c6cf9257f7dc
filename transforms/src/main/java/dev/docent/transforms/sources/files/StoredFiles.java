package dev.docent.transforms.sources.files;

import dev.docent.records.config.SourceLocation;
import dev.docent.transforms.stored.WholeChannel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Files on this machine by their path, and in other stores by their URL ({@code s3://}). */
public final class StoredFiles {
  private static final int BUFFER_BYTES = 1 << 16;

  private StoredFiles() {}

  /**
   * The files that a location names, sorted: itself, all in a folder or below a prefix that match,
   * or those of a glob.
   *
   * @param names which files of a folder or prefix to take
   */
  public static List<String> list(String location, PageNames names) throws IOException {
    SourceLocation given = SourceLocation.of(location);
    if (given.s3()) {
      String base = S3Pages.base(location);
      PageNames chosen = given.glob() ? Glob.of(location) : names;
      List<String> found =
          S3Pages.objects(base).stream()
              .map(Metadata::resourceId)
              .map(ResourceId::toString)
              .filter(name -> chosen.matches(name.substring(base.length())))
              .sorted()
              .toList();
      return found.isEmpty() && !given.glob() ? List.of(location) : found;
    }
    Path path = Path.of(location);
    if (!given.glob() && !Files.isDirectory(path)) {
      return List.of(path.toAbsolutePath().toString());
    }
    Path root = given.glob() ? Path.of(Glob.of(location).base()) : path;
    PageNames chosen = given.glob() ? Glob.of(location) : names;
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> chosen.matches(root.relativize(file).toString().replace('\\', '/')))
          .map(file -> file.toAbsolutePath().toString())
          .sorted()
          .toList();
    }
  }

  /** Opens a file, as it is stored. */
  public static InputStream open(String name) throws IOException {
    InputStream in =
        SourceLocation.of(name).s3()
            ? Channels.newInputStream(WholeChannel.open(name))
            : Files.newInputStream(Path.of(name));
    return new BufferedInputStream(in, BUFFER_BYTES);
  }

  /** Opens a file, unpacked where its name says that it is gzipped. */
  public static InputStream unpacked(String name) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".gz") || lower.endsWith(".tgz")
        ? new GZIPInputStream(open(name), BUFFER_BYTES)
        : open(name);
  }

  /** The last part of a file's name. */
  public static String shortName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
