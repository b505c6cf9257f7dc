package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

class TensorBoardEventsTest {
  @TempDir Path folder;

  @Test
  void everyScalarIsReadBack() throws Exception {
    TensorBoardEvents.write(
        List.of(
            new LogEntry(0, null, null, null, null, 0.5, 1.5),
            new LogEntry(1, 0.75, 1e-3, 2.5, 40.0, null, 2.5)),
        Instant.ofEpochSecond(1000),
        folder);
    List<Event> events = EventFiles.read(folder);
    assertEquals(3, events.size());
    assertEquals("brain.Event:2", events.get(0).getFileVersion());
    assertEquals(1001.5, events.get(1).getWallTime());
    assertEquals(0, events.get(1).getStep());
    assertEquals("validation_mrr=0.5", scalars(events.get(1)));
    assertEquals(1, events.get(2).getStep());
    assertEquals(
        "loss=0.75 learning_rate=0.001 gradient_norm=2.5 examples_per_second=40.0",
        scalars(events.get(2)));
  }

  /**
   * The first record's bytes by the format: length 24 (uint64, little-endian), its masked CRC-32C,
   * then field 1 (double, 1000.0) and field 3 (the version).
   */
  @Test
  void beginsAsTensorBoardExpects() throws Exception {
    TensorBoardEvents.write(List.of(), Instant.ofEpochSecond(1000), folder);
    byte[] bytes = Files.readAllBytes(folder.resolve("events.out.tfevents.0000001000.docent"));
    assertEquals(12 + 24 + 4, bytes.length);
    assertEquals(24, bytes[0]);
    assertEquals(0x09, bytes[12]);
    assertEquals(0x1A, bytes[21]);
    assertEquals(
        "brain.Event:2", new String(bytes, 23, 13, java.nio.charset.StandardCharsets.US_ASCII));
    assertTrue(bytes[8] != 0 || bytes[9] != 0, "the checksum of the length");
  }

  private static String scalars(Event event) {
    return event.getSummary().getValueList().stream()
        .map((Summary.Value value) -> value.getTag() + "=" + value.getSimpleValue())
        .collect(Collectors.joining(" "));
  }
}
