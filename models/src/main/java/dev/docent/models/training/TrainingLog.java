package dev.docent.models.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The log of a training, as JSON lines; it goes on where a killed attempt left off. */
public final class TrainingLog implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<LogEntry> entries;
  private final BufferedWriter out;

  private TrainingLog(List<LogEntry> entries, BufferedWriter out) {
    this.entries = entries;
    this.out = out;
  }

  /**
   * Opens a log, keeping what was logged up to a step: the steps after it will be made again.
   *
   * @param lastStep -1 to keep nothing
   */
  public static TrainingLog open(Path file, long lastStep) throws IOException {
    List<LogEntry> kept =
        Files.exists(file)
            ? read(file).stream().filter(entry -> entry.step() <= lastStep).toList()
            : List.of();
    BufferedWriter out =
        Files.newBufferedWriter(
            file,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    TrainingLog log = new TrainingLog(new ArrayList<>(), out);
    for (LogEntry entry : kept) {
      log.add(entry);
    }
    return log;
  }

  /** The entries of a log, up to a line that a kill cut off. */
  public static List<LogEntry> read(Path file) throws IOException {
    List<LogEntry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      try {
        entries.add(JSON.readValue(line, LogEntry.class));
      } catch (JsonProcessingException e) {
        break;
      }
    }
    return entries;
  }

  /** Writes an entry; it is on its way to the disk when this returns. */
  public void add(LogEntry entry) throws IOException {
    out.write(JSON.writeValueAsString(entry));
    out.write('\n');
    out.flush();
    entries.add(entry);
  }

  /** All entries so far. */
  public List<LogEntry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
