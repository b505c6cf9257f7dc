package dev.docent.pipelines.articles;

import dev.docent.records.DeadLetter;
import dev.docent.records.avro.AvroFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A dead letter as an example, for the message of a stage that took nothing at all. */
final class FirstLetter {
  private final List<DeadLetter> first = new ArrayList<>();

  private FirstLetter() {}

  /** Reads a folder of dead letters; of several the one whose id comes first. */
  static FirstLetter read(Path folder) throws IOException {
    FirstLetter example = new FirstLetter();
    if (Files.isDirectory(folder)) {
      AvroFiles.forEach(DeadLetter.class, folder, example::look);
    }
    return example;
  }

  private void look(DeadLetter letter) {
    if (first.isEmpty()) {
      first.add(letter);
    } else if (letter.getId().compareTo(first.get(0).getId()) < 0) {
      first.set(0, letter);
    }
  }

  boolean found() {
    return !first.isEmpty();
  }

  /** Such as {@code line 1: bad-url, 'x' must be an absolute http or https URL}. */
  String inWords() {
    return first.stream()
        .map(one -> "%s: %s, %s".formatted(one.getId(), one.getReason(), one.getDetail()))
        .findFirst()
        .orElse("");
  }
}
