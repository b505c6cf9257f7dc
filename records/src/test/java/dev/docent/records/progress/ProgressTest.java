package dev.docent.records.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void endsWithAPlainLineOfWhatWasDone() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Progress progress =
        Progress.plain("parse", "pages", 3, new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
      progress.step();
      progress.stepBy(2);
      progress.note("dead letters 1");
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(text.startsWith("parse: 3/3 pages, "), text);
    assertTrue(text.contains("dead letters 1, done"), text);
    assertEquals(1, text.lines().count());
  }
}
