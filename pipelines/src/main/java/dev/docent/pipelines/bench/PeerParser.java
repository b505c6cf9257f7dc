package dev.docent.pipelines.bench;

import dev.docent.records.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** BeautifulSoup with html5lib doing the same work, where Python has them. */
final class PeerParser {
  private static final String SCRIPT = "peer_parse.py";
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private PeerParser() {}

  /** What came of it: the median of CPU seconds, or why there is none. */
  record Result(double cpuSeconds, String note) {}

  static Result measure(Path pages, int rounds, Path scratch)
      throws IOException, InterruptedException {
    Path script = scratch.resolve(SCRIPT);
    try (InputStream in = PeerParser.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException(SCRIPT + " is not among the resources");
      }
      Files.write(script, in.readAllBytes());
    }
    for (String python : PYTHONS) {
      if (run(List.of(python, "-c", "import bs4, html5lib")).code() == 0) {
        Run run = run(List.of(python, script.toString(), pages.toString(), "" + rounds));
        if (run.code() != 0) {
          throw new UserException("'%s' failed: %s".formatted(SCRIPT, run.output()));
        }
        String[] parts = run.output().strip().split("\\s+", 2);
        return new Result(Double.parseDouble(parts[0]), parts[1]);
      }
    }
    return new Result(
        Double.NaN, "absent: no python3 here has bs4 and html5lib (python3-bs4, python3-html5lib)");
  }

  private record Run(int code, String output) {}

  private static Run run(List<String> command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output;
      try (InputStream in = process.getInputStream()) {
        output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      return new Run(process.waitFor(), output);
    } catch (IOException e) {
      return new Run(-1, e.getMessage());
    }
  }
}
