package dev.docent.pipelines.testsite;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The requests that came in, a line each: microseconds since the site's start, path with query,
 * {@code conditional} or {@code plain}, status. Each line is on disk before its answer is sent.
 */
final class RequestLog implements Closeable {
  private final BufferedWriter out;
  private final long start = System.nanoTime();

  RequestLog(Path file) throws IOException {
    this.out = Files.newBufferedWriter(file);
  }

  /** When a request came, for {@link #add}. */
  long now() {
    return System.nanoTime();
  }

  synchronized void add(long nanos, String path, boolean conditional, int status)
      throws IOException {
    out.write(
        "%d\t%s\t%s\t%d%n"
            .formatted(
                (nanos - start) / 1000, path, conditional ? "conditional" : "plain", status));
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
