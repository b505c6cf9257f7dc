package dev.docent.transforms.fetch;

import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What was fetched from one host for a window that isn't complete yet, so that an attempt after a
 * kill asks for none of it again. Each batch is a folder that appears whole, by renaming.
 */
final class KeptPages {
  private static final String OUTCOMES = "outcomes.avro";
  private static final String PAGES = "pages.avro";
  private static final String UNFINISHED = ".part";

  private final Path folder;

  /**
   * @param folder of all hosts of the window
   */
  KeptPages(Path folder, String host) {
    this.folder = folder.resolve(Hashes.sha256(host).substring(0, 16));
  }

  /** Goes through what earlier attempts kept; memory holds one batch. */
  void forEach(Consumer<FetchedPage> page) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> batches;
    try (Stream<Path> children = Files.list(folder)) {
      batches = children.filter(batch -> !batch.toString().endsWith(UNFINISHED)).sorted().toList();
    }
    for (Path batch : batches) {
      Map<String, RawPage> pages = new HashMap<>();
      AvroFiles.forEach(RawPage.class, batch.resolve(PAGES), next -> pages.put(next.getId(), next));
      AvroFiles.forEach(
          PageOutcome.class,
          batch.resolve(OUTCOMES),
          outcome -> page.accept(new FetchedPage(outcome, pages.get(outcome.getId()))));
    }
  }

  /** Keeps some pages; they are safe when it returns. */
  void keep(List<FetchedPage> fetched) throws IOException {
    if (fetched.isEmpty()) {
      return;
    }
    String name = UUID.randomUUID().toString();
    Path part = folder.resolve(name + UNFINISHED);
    Files.createDirectories(part);
    AvroFiles.write(
        PageOutcome.class,
        part.resolve(OUTCOMES),
        fetched.stream().map(FetchedPage::outcome).toList());
    AvroFiles.write(
        RawPage.class,
        part.resolve(PAGES),
        fetched.stream().map(FetchedPage::page).filter(Objects::nonNull).toList());
    AtomicFiles.syncTree(part);
    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
