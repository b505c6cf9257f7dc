package dev.docent.transforms.sources.jsonl;

import dev.docent.transforms.sources.PageSink;
import dev.docent.transforms.sources.RawPages;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a UTF-8 file, of which none may be larger than a page. */
final class JsonlLines {
  private final String place;
  private final long maxLineBytes;

  JsonlLines(String place, long maxLineBytes) {
    this.place = place;
    this.maxLineBytes = maxLineBytes;
  }

  /** Takes a line that is not blank, and its name, {@code line 1} for the first. */
  interface Visitor {
    void visit(String name, String line);
  }

  /** Visits all lines; those that are too large become dead letters. */
  void forEach(InputStream lines, PageSink sink, Visitor visitor) throws IOException {
    BufferedInputStream in = new BufferedInputStream(lines, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (long number = 1; ; number++) {
      line.reset();
      long length = readLine(in, line);
      if (length < 0) {
        return;
      }
      String name = place + "line " + number;
      if (length > maxLineBytes) {
        sink.deadLetter(RawPages.tooLarge(name, length, maxLineBytes));
        continue;
      }
      String text = line.toString(StandardCharsets.UTF_8);
      if (number == 1 && text.startsWith("\uFEFF")) {
        text = text.substring(1);
      }
      if (!text.isBlank()) {
        visitor.visit(name, text);
      }
    }
  }

  /** The line's length in bytes, -1 at the end; no more than the allowed bytes are kept. */
  private long readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
    long length = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return length;
      }
      if (++length <= maxLineBytes) {
        line.write(b);
      }
    }
    return length == 0 ? -1 : length;
  }
}
