package dev.docent.transforms.sources.files;

import dev.docent.records.config.SourceKind;
import dev.docent.records.config.SourceLocation;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.RawPages;
import dev.docent.transforms.sources.SourceReading;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.Unlisted;
import dev.docent.transforms.sources.WebClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Pages in a folder, of a glob, in tar archives, below an S3 prefix, or a single one. */
public final class FilesSource implements PageSource {
  private static final long serialVersionUID = 1L;

  private final String location;
  private final Endings endings;
  private final long maxPageBytes;

  private FilesSource(String location, Endings endings, long maxPageBytes) {
    this.location = location;
    this.endings = endings;
    this.maxPageBytes = maxPageBytes;
  }

  /**
   * Pages at a place.
   *
   * @param endings which files of a folder, a prefix or an archive are pages; a glob tells by
   *     itself
   * @param maxPageBytes larger ones become dead letters
   * @throws dev.docent.records.UserException if it is a pattern and no valid one
   */
  public static FilesSource of(String location, Endings endings, long maxPageBytes) {
    if (SourceLocation.of(location).glob()) {
      Glob.of(location); // A bad pattern is told before the job begins.
    }
    return new FilesSource(location, endings, maxPageBytes);
  }

  @Override
  public SourceKind kind() {
    return SourceKind.FILES;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public Unlisted unlisted(Span window) {
    return Unlisted.GONE;
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(Span window, WebClient.Factory web) {
    if (isArchive(location)) {
      return SourceReading.spread(
          location,
          (names, sink) -> StoredFiles.list(location, endings).forEach(names::name),
          (name, sink) -> {
            try (InputStream in = StoredFiles.unpacked(name)) {
              new ArchivePages(endings, maxPageBytes).read(StoredFiles.shortName(name), in, sink);
            } catch (ZipException | EOFException e) {
              sink.deadLetter(
                  RawPages.deadLetter(
                      StoredFiles.shortName(name), "damaged-archive", e.toString()));
            }
          });
    }
    if (SourceLocation.of(location).s3()) {
      return SourceReading.spread(
          location,
          (names, sink) -> s3().list().forEach(names::name),
          (name, sink) -> s3().read(name, sink));
    }
    if (Files.isRegularFile(Path.of(location))) {
      String root =
          Objects.requireNonNull(Path.of(location).toAbsolutePath().getParent()).toString();
      return SourceReading.spread(
          location,
          (names, sink) -> names.name(StoredFiles.shortName(location)),
          (name, sink) ->
              new FolderPages(Path.of(root), name::equals, maxPageBytes).read(name, sink));
    }
    return SourceReading.spread(
        location,
        (names, sink) -> folder().list(sink::deadLetter).forEach(names::name),
        (id, sink) -> folder().read(id, sink));
  }

  private static boolean isArchive(String location) {
    String name = location.toLowerCase(Locale.ROOT);
    return Stream.of(".tar", ".tar.gz", ".tgz").anyMatch(name::endsWith);
  }

  private S3Pages s3() {
    return new S3Pages(location, endings, maxPageBytes);
  }

  private FolderPages folder() throws IOException {
    if (SourceLocation.of(location).glob()) {
      Glob glob = Glob.of(location);
      return new FolderPages(Path.of(glob.base()).toAbsolutePath(), glob, maxPageBytes);
    }
    return new FolderPages(Path.of(location), endings, maxPageBytes);
  }
}
