package dev.docent.pipelines.articles;

import dev.docent.records.Article;
import dev.docent.records.avro.AvroFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Goes through a folder of articles in the order of their ids while holding only ids and places in
 * memory: one pass notes where each article lies, a second one fetches them by seeking.
 */
final class SortedArticles {
  /** Below this size of files all articles are simply held in memory. */
  private static final long MEMORY_BYTES = 64L << 20;

  private SortedArticles() {}

  static void forEach(Path folder, Consumer<Article> action) throws IOException {
    List<Path> files = files(folder);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    if (bytes <= MEMORY_BYTES) {
      AvroFiles.readAll(Article.class, folder).stream()
          .sorted(Comparator.comparing(Article::getId))
          .forEach(action);
    } else {
      bySeeking(files, action);
    }
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(file -> file.toString().endsWith(".avro")).sorted().toList();
    }
  }

  /**
   * An article's place.
   *
   * @param block the position of the sync marker before its block
   * @param ordinal how many articles of the block come before it
   */
  private record Place(String id, int file, long block, int ordinal) {}

  static void bySeeking(List<Path> files, Consumer<Article> action) throws IOException {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      note(files.get(i), i, places);
    }
    places.sort(Comparator.comparing(Place::id));
    List<DataFileReader<Article>> readers = new ArrayList<>();
    try {
      for (Path file : files) {
        readers.add(open(file));
      }
      for (Place place : places) {
        DataFileReader<Article> reader = readers.get(place.file());
        reader.seek(place.block());
        for (int skipped = 0; skipped < place.ordinal(); skipped++) {
          reader.next();
        }
        action.accept(reader.next());
      }
    } finally {
      for (DataFileReader<Article> reader : readers) {
        reader.close();
      }
    }
  }

  private static void note(Path file, int number, List<Place> places) throws IOException {
    try (DataFileReader<Article> reader = open(file)) {
      long block = -1;
      int ordinal = 0;
      while (reader.hasNext()) {
        if (reader.previousSync() != block) {
          block = reader.previousSync();
          ordinal = 0;
        }
        places.add(new Place(reader.next().getId(), number, block, ordinal++));
      }
    }
  }

  private static DataFileReader<Article> open(Path file) throws IOException {
    return AvroFiles.open(file, new SpecificDatumReader<>(Article.class));
  }
}
