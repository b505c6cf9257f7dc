package dev.docent.transforms.sources.files;

import dev.docent.records.DeadLetter;
import dev.docent.transforms.sources.PageSink;
import dev.docent.transforms.sources.RawPages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pages that lie as files in a folder, at any depth. A page's id is its path below the folder with
 * '/' between the parts. Links to files are followed as long as they stay inside the folder; links
 * to folders are not.
 */
final class FolderPages {
  private final Path root;
  private final PageNames names;
  private final long maxPageBytes;

  FolderPages(Path root, PageNames names, long maxPageBytes) throws IOException {
    this.root = root.toRealPath();
    this.names = names;
    this.maxPageBytes = maxPageBytes;
  }

  /** The ids of all pages, sorted; folders that can't be listed become dead letters. */
  List<String> list(Consumer<DeadLetter> deadLetters) throws IOException {
    List<String> ids = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (names.matches(id(file))) {
              ids.add(id(file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            deadLetters.accept(RawPages.deadLetter(id(file), RawPages.UNREADABLE, e.toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, java.io.IOException e) {
            if (e != null) {
              deadLetters.accept(
                  RawPages.deadLetter(id(folder), RawPages.UNREADABLE, e.toString()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(ids);
    return ids;
  }

  /** Reads one page. */
  void read(String id, PageSink sink) {
    try {
      Path file = root.resolve(id).toRealPath();
      if (!file.startsWith(root)) {
        sink.deadLetter(
            RawPages.deadLetter(
                id, "link-leaves-folder", "leads to '%s', outside the folder".formatted(file)));
        return;
      }
      if (!Files.isRegularFile(file)) {
        sink.deadLetter(
            RawPages.deadLetter(id, RawPages.UNREADABLE, "is a folder or a device, not a file"));
        return;
      }
      if (Files.size(file) > maxPageBytes) {
        sink.deadLetter(RawPages.tooLarge(id, Files.size(file), maxPageBytes));
        return;
      }
      byte[] content;
      try (InputStream in = Files.newInputStream(file)) {
        content = in.readNBytes((int) Math.min(maxPageBytes + 1, Integer.MAX_VALUE - 8));
      }
      if (content.length > maxPageBytes) {
        sink.deadLetter(RawPages.tooLarge(id, -1, maxPageBytes));
        return;
      }
      sink.page(RawPages.of(id, null, null, RawPages.contentType(id), null, content));
    } catch (IOException e) {
      sink.deadLetter(RawPages.deadLetter(id, RawPages.UNREADABLE, e.toString()));
    }
  }

  private String id(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
