package dev.docent.pipelines.bench;

import dev.docent.records.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a script of ours that has a Python library do the same work, where Python has it. */
final class PeerScript {
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private PeerScript() {}

  /** What came of it: CPU seconds, or NaN and why there are none. */
  record Result(double cpuSeconds, String note) {}

  /**
   * Runs a script.
   *
   * @param script among the resources; prints CPU seconds and a remark
   * @param library the Python modules that it needs, parted by {@code ", "}
   * @throws UserException if the script fails
   */
  static Result run(String script, String library, String... arguments)
      throws IOException, InterruptedException {
    for (String python : PYTHONS) {
      if (run(List.of(python, "-c", "import " + library)).code() == 0) {
        Path file = Files.createTempFile("docent-bench-", ".py");
        try (InputStream in = PeerScript.class.getResourceAsStream(script)) {
          if (in == null) {
            throw new IllegalStateException(script + " is not among the resources");
          }
          Files.write(file, in.readAllBytes());
          List<String> command = new ArrayList<>(List.of(python, file.toString()));
          command.addAll(List.of(arguments));
          Run run = run(command);
          String[] parts = run.output().strip().split("\\s+", 2);
          if (run.code() != 0 || parts.length < 2) {
            throw new UserException("'%s' failed: %s".formatted(script, run.output()));
          }
          return new Result(Double.parseDouble(parts[0]), parts[1]);
        } finally {
          Files.delete(file);
        }
      }
    }
    return new Result(
        Double.NaN,
        "absent: no python3 here has %s (Debian: python3-%s)"
            .formatted(library, library.replace(", ", ", python3-")));
  }

  private record Run(int code, String output) {}

  private static Run run(List<String> command) throws InterruptedException {
    try {
      // Warnings of the library aren't part of what the script says.
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String output;
      try (InputStream in = process.getInputStream()) {
        output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      return new Run(process.waitFor(), output);
    } catch (IOException e) {
      return new Run(-1, String.valueOf(e.getMessage()));
    }
  }
}
