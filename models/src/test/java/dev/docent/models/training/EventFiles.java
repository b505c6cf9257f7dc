package dev.docent.models.training;

import dev.docent.records.tfrecord.TfRecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;

/** Reads TensorBoard's event files. */
final class EventFiles {
  private EventFiles() {}

  /** The events of the one file that a folder holds. */
  static List<Event> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> file.getFileName().toString().startsWith("events.out.tfevents."))
              .toList();
    }
    if (files.size() != 1) {
      throw new IllegalStateException(folder + " holds " + files);
    }
    List<Event> events = new ArrayList<>();
    try (TfRecordReader reader = TfRecordReader.open(files.get(0))) {
      for (byte[] data = reader.next(); data != null; data = reader.next()) {
        events.add(Event.parseFrom(data));
      }
    }
    return events;
  }
}
