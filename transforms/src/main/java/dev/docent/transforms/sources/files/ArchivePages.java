package dev.docent.transforms.sources.files;

import dev.docent.transforms.sources.PageSink;
import dev.docent.transforms.sources.RawPages;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Pages in a tar archive. A page's id is its path in the archive, without a leading {@code ./}. */
public final class ArchivePages {
  private final Endings endings;
  private final long maxPageBytes;

  public ArchivePages(Endings endings, long maxPageBytes) {
    this.endings = endings;
    this.maxPageBytes = maxPageBytes;
  }

  /**
   * Reads a whole archive; what follows a damaged place is lost and one dead letter says so.
   *
   * @param name what a dead letter calls the archive before its first file
   * @param archive the unpacked tar stream
   */
  public void read(String name, InputStream archive, PageSink sink) {
    String last = name;
    Set<String> ids = new HashSet<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String id =
            entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || !endings.matches(id)) {
          continue;
        }
        last = id;
        if (!ids.add(id)) {
          sink.deadLetter(
              RawPages.deadLetter(id, "duplicate-id", "the archive holds this path twice"));
          continue;
        }
        if (entry.getSize() > maxPageBytes) {
          sink.deadLetter(RawPages.tooLarge(id, entry.getSize(), maxPageBytes));
          continue;
        }
        byte[] content = tar.readNBytes((int) Math.min(entry.getSize(), Integer.MAX_VALUE - 8));
        if (content.length < entry.getSize()) {
          throw new IOException("the archive ends inside this file");
        }
        sink.page(RawPages.of(id, null, null, RawPages.contentType(id), null, content));
      }
    } catch (IOException e) {
      sink.deadLetter(RawPages.deadLetter(last, "damaged-archive", e.toString()));
    }
  }
}
