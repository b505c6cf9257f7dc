package dev.docent.transforms.pages;

import dev.docent.records.Outcome;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.LocalCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads the files of ingestion windows: who is in them without the content, or some pages whole. A
 * file is a local path or a location in the workspace's store, of which this machine then gets a
 * copy.
 */
final class PageFiles {
  private static final List<String> FIELDS = List.of("id", "digest", "ingestedAt");

  private PageFiles() {}

  /** The {@code .avro} files of a window's folder; none where it has no such folder. */
  static List<String> of(Artifact window, String folder) {
    return window.locations(folder).stream().filter(file -> file.endsWith(".avro")).toList();
  }

  /** Tells of each page in a file of pages; the content is passed over, never held. */
  static void versions(String file, Consumer<PageEvent> sink) throws IOException {
    GenericDatumReader<GenericRecord> fields = new GenericDatumReader<>(null, withoutContent());
    try (DataFileReader<GenericRecord> reader = AvroFiles.open(LocalCopy.of(file), fields)) {
      long block = -1;
      int ordinal = 0;
      while (reader.hasNext()) {
        if (reader.previousSync() != block) {
          block = reader.previousSync();
          ordinal = 0;
        }
        GenericRecord page = reader.next();
        sink.accept(
            PageEvent.version(
                page.get("id").toString(),
                Instant.ofEpochMilli((Long) page.get("ingestedAt")),
                page.get("digest").toString(),
                new PagePlace(file, block, ordinal++)));
      }
    }
  }

  /** Tells of each tombstone in a file of outcomes. */
  static void tombstones(String file, Consumer<PageEvent> sink) throws IOException {
    AvroFiles.forEach(
        PageOutcome.class,
        LocalCopy.of(file),
        outcome -> {
          if (outcome.getOutcome() == Outcome.GONE) {
            sink.accept(PageEvent.gone(outcome.getId(), outcome.getAt()));
          }
        });
  }

  /** Reads the pages at some places of one file, in the order in which they lie there. */
  static void read(List<PagePlace> places, Consumer<RawPage> sink) throws IOException {
    List<PagePlace> sorted = places.stream().sorted(PagePlace.ORDER).toList();
    if (sorted.isEmpty()) {
      return;
    }
    Path file = LocalCopy.of(sorted.get(0).file());
    try (DataFileReader<RawPage> reader =
        AvroFiles.open(file, new SpecificDatumReader<>(RawPage.class))) {
      long block = -1;
      int ordinal = 0;
      for (PagePlace place : sorted) {
        if (place.block() != block) {
          reader.seek(place.block());
          block = place.block();
          ordinal = 0;
        }
        for (; ordinal < place.ordinal(); ordinal++) {
          reader.next();
        }
        sink.accept(reader.next());
        ordinal++;
      }
    }
  }

  /**
   * Reads the pages of the blocks that belong to one range of a file: those before which a sync
   * marker begins in it. So ranges that meet give each page once.
   *
   * @param to the first byte behind the range
   */
  static void readRange(String file, long from, long to, Consumer<RawPage> sink)
      throws IOException {
    try (DataFileReader<RawPage> reader =
        AvroFiles.open(LocalCopy.of(file), new SpecificDatumReader<>(RawPage.class))) {
      reader.sync(from);
      while (reader.hasNext() && !reader.pastSync(to)) {
        sink.accept(reader.next());
      }
    }
  }

  private static Schema withoutContent() {
    Schema whole = RawPage.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    for (String name : FIELDS) {
      fields.add(new Schema.Field(name, whole.getField(name).schema()));
    }
    return Schema.createRecord(
        whole.getName(), whole.getDoc(), whole.getNamespace(), false, fields);
  }
}
