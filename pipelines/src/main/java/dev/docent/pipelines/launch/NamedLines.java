package dev.docent.pipelines.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Tells the outputs of processes that run side by side apart: each line begins with a name. */
public final class NamedLines {
  private NamedLines() {}

  /** Copies lines, whole ones, until the stream ends. */
  public static Thread copy(InputStream in, String name, PrintStream out) {
    Thread thread = new Thread(() -> copyAll(in, name, out), "docent-output-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void copyAll(InputStream in, String name, PrintStream out) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // A stage's progress begins with its name already.
        out.println(line.startsWith(name + ": ") ? line : name + ": " + line);
      }
    } catch (IOException e) {
      out.println(name + ": its output can't be read any more: " + e.getMessage());
    }
  }
}
