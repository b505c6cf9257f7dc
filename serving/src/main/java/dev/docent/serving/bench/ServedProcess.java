package dev.docent.serving.bench;

import dev.docent.records.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docent serve} as a user starts it. */
final class ServedProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Search on http://[^:]+:([0-9]+)/.*");
  private static final Pattern RSS = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

  private final Process process;
  private final int port;

  private ServedProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it, and waits until it says that it answers. */
  static ServedProcess start(Path launcher, Path workspace, String... more) throws IOException {
    return startWith("", launcher, workspace, more);
  }

  /**
   * Likewise.
   *
   * @param java options of the JVM, parted by blanks, beside those that the environment gives
   */
  static ServedProcess startWith(String java, Path launcher, Path workspace, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                launcher.toString(),
                "serve",
                "--workspace",
                workspace.toString(),
                "--port=0",
                "--prediction-port=0"));
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DOCENT_BUILT", "true");
    builder.environment().merge("DOCENT_JAVA_OPTIONS", java, (given, own) -> given + " " + own);
    Process process = builder.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        return new ServedProcess(process, Integer.parseInt(ready.group(1)));
      }
    }
    process.destroy();
    throw new UserException(
        "'%s' ended before it answered; run it to see why".formatted(String.join(" ", command)));
  }

  int port() {
    return port;
  }

  /** The memory it has now, native memory included. */
  long mib() throws IOException {
    Matcher rss = RSS.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    return rss.find() ? Long.parseLong(rss.group(1)) / 1024 : 0;
  }

  /** The CPU time that it has used, of all its threads and of the kernel for it. */
  double cpuMillis() {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e6;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
