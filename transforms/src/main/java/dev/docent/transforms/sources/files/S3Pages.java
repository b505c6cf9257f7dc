package dev.docent.transforms.sources.files;

import dev.docent.transforms.sources.PageSink;
import dev.docent.transforms.sources.RawPages;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Pages that lie as objects below a prefix of a store that Beam reads. A page's id is its key
 * without the prefix.
 */
final class S3Pages {
  private final String base;
  private final PageNames names;
  private final long maxPageBytes;

  /**
   * Pages below a prefix or of a pattern.
   *
   * @param location {@code s3://bucket}, {@code s3://bucket/prefix} or a glob
   */
  S3Pages(String location, PageNames names, long maxPageBytes) {
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

  static ResourceId object(String name) throws IOException {
    return FileSystems.matchNewResource(name, false);
  }

  /** The ids of all pages, sorted. */
  List<String> list() throws IOException {
    return objects(base).stream()
        .map(object -> object.resourceId().toString())
        .filter(name -> name.startsWith(base) && !name.endsWith("/"))
        .map(name -> name.substring(base.length()))
        .filter(names::matches)
        .sorted()
        .toList();
  }

  /** Reads one page. */
  void read(String id, PageSink sink) {
    byte[] content;
    try (InputStream in = StoredFiles.open(base + id)) {
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
