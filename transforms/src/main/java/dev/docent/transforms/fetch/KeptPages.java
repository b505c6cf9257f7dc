package dev.docent.transforms.fetch;

import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Hashes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import org.apache.beam.sdk.coders.ListCoder;

/**
 * What was fetched from one host for a window that isn't complete yet, so that an attempt after a
 * kill asks for none of it again. Each batch is a folder that appears whole, by renaming.
 */
final class KeptPages {
  private static final String OUTCOMES = "outcomes.avro";
  private static final String PAGES = "pages.avro";
  private static final String ONWARD = "handed-on";
  private static final String UNFINISHED = ".part";

  private static final ListCoder<Errand> ERRANDS = ListCoder.of(ErrandCoder.of());

  private final Path folder;

  /**
   * @param folder of all hosts of the window
   * @param round in which the host is asked
   */
  KeptPages(Path folder, String host, int round) {
    String name = round == 0 ? host : round + " " + host;
    this.folder = folder.resolve(Hashes.sha256(name).substring(0, 16));
  }

  /** Goes through what earlier attempts kept; memory holds one batch. */
  void forEach(Consumer<Done> page) throws IOException {
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
      Path onward = batch.resolve(ONWARD);
      if (Files.exists(onward)) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(onward))) {
          ERRANDS.decode(in).forEach(page);
        }
      }
    }
  }

  /** Keeps some pages; they are safe when it returns. */
  void keep(List<Done> done) throws IOException {
    if (done.isEmpty()) {
      return;
    }
    List<FetchedPage> fetched = only(FetchedPage.class, done);
    List<Errand> onward = only(Errand.class, done);
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
    if (!onward.isEmpty()) {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(part.resolve(ONWARD)))) {
        ERRANDS.encode(onward, out);
      }
    }
    AtomicFiles.syncTree(part);
    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static <T extends Done> List<T> only(Class<T> type, List<Done> done) {
    return done.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
