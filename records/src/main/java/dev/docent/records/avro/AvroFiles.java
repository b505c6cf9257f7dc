package dev.docent.records.avro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro object container files of our records, outside Beam. */
public final class AvroFiles {
  /** Level 3 packs text to about a third at some 300 MB/s a core. */
  static final int ZSTD_LEVEL = 3;

  static {
    ZstdBlocks.register();
  }

  private AvroFiles() {}

  /** The codec that all our files are written with. */
  public static CodecFactory codec() {
    return CodecFactory.zstandardCodec(ZSTD_LEVEL);
  }

  /** Reads a file, or all {@code .avro} files of a folder in the order of their names. */
  public static <T extends SpecificRecord> List<T> readAll(Class<T> type, Path path)
      throws IOException {
    List<T> records = new ArrayList<>();
    forEach(type, path, records::add);
    return records;
  }

  /** Hands each record of a file, or of all {@code .avro} files of a folder, to an action. */
  public static <T extends SpecificRecord> void forEach(
      Class<T> type, Path path, Consumer<? super T> action) throws IOException {
    for (Path file : files(path)) {
      try (DataFileReader<T> reader = open(file, new SpecificDatumReader<>(type))) {
        reader.forEach(action);
      }
    }
  }

  /** Opens a file, to be closed by the caller. */
  public static <T> DataFileReader<T> open(Path file, DatumReader<T> reader) throws IOException {
    return new DataFileReader<>(file.toFile(), reader);
  }

  /** Writes a file of records. */
  public static <T extends SpecificRecord> void write(
      Class<T> type, Path file, Iterable<? extends T> records) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    SpecificDatumWriter<T> datumWriter = new SpecificDatumWriter<>(type);
    try (DataFileWriter<T> writer = new DataFileWriter<>(datumWriter)) {
      writer.setCodec(codec());
      writer.create(new org.apache.avro.specific.SpecificData().getSchema(type), file.toFile());
      for (T next : records) {
        writer.append(next);
      }
    }
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> children = Files.list(path)) {
      return children.filter(p -> p.toString().endsWith(".avro")).sorted().toList();
    }
  }
}
