package dev.docent.transforms.sources.files;

import dev.docent.records.config.SourceLocation;
import dev.docent.transforms.sources.PageSink;
import dev.docent.transforms.sources.RawPages;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * Pages that lie as objects of a store that Beam reads: below a prefix, of a pattern, or one. A
 * page's id is its key without the prefix; of one, the last part of its key.
 */
final class S3Pages {
  private final String location;
  private final String base;
  private final PageNames names;
  private final long maxPageBytes;

  /**
   * Pages below a prefix, of a pattern, or one.
   *
   * @param location {@code s3://bucket}, {@code s3://bucket/prefix}, an object's whole name, or a
   *     glob
   */
  S3Pages(String location, PageNames names, long maxPageBytes) {
    this.location = location;
    this.base = base(location);
    this.names = location.matches("(?s).*[*?\\[{].*") ? Glob.of(location) : names;
    this.maxPageBytes = maxPageBytes;
  }

  /** The prefix of a location in front of any pattern, ending in '/'. */
  static String base(String location) {
    String base = location.matches("(?s).*[*?\\[{].*") ? Glob.of(location).base() : location;
    return base.endsWith("/") ? base : base + "/";
  }

  /** All objects below a prefix. */
  static List<Metadata> objects(String base) throws IOException {
    return FileSystems.match(base + "**", EmptyMatchTreatment.ALLOW).metadata();
  }

  /** The whole names of all pages, sorted. */
  List<String> list() throws IOException {
    List<Metadata> objects = objects(base);
    if (objects.isEmpty() && isOne()) {
      return List.of(location);
    }
    return objects.stream()
        .map(object -> object.resourceId().toString())
        .filter(name -> name.startsWith(base) && !name.endsWith("/"))
        .filter(name -> names.matches(name.substring(base.length())))
        .sorted()
        .toList();
  }

  /** Whether the location is an object's own name. */
  private boolean isOne() throws IOException {
    return !SourceLocation.of(location).glob()
        && location.indexOf('/', "s3://".length()) > 0
        && !location.endsWith("/")
        && FileSystems.match(location, EmptyMatchTreatment.ALLOW).metadata().stream()
            .anyMatch(object -> object.resourceId().toString().equals(location));
  }

  /** Reads one page by its whole name. */
  void read(String name, PageSink sink) {
    String id = name.equals(location) ? StoredFiles.shortName(name) : name.substring(base.length());
    byte[] content;
    try (InputStream in = StoredFiles.open(name)) {
      content = in.readNBytes((int) Math.min(maxPageBytes + 1, Integer.MAX_VALUE - 8));
    } catch (IOException e) {
      sink.deadLetter(RawPages.deadLetter(id, RawPages.UNREADABLE, e.toString()));
      return;
    }
    if (content.length > maxPageBytes) {
      sink.deadLetter(RawPages.tooLarge(id, -1, maxPageBytes));
      return;
    }
    sink.page(RawPages.of(id, null, null, RawPages.contentType(id), null, content));
  }
}
