package dev.docent.serving.bench;

import dev.docent.records.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** The CPU time of its threads by what they do, in milliseconds. */
  Map<String, ThreadTimes> threads() throws IOException {
    Map<String, ThreadTimes> all = new TreeMap<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path task : tasks) {
        try {
          String stat = Files.readString(task.resolve("stat"));
          all.merge(
              work(stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'))),
              ThreadTimes.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")),
              ThreadTimes::plus);
        } catch (NoSuchFileException e) {
          // It ended meanwhile.
        }
      }
    }
    return all;
  }

  private static String work(String thread) {
    if (thread.startsWith("docent-web")) {
      return "answers";
    }
    if (thread.startsWith("armeria")) {
      return "connections";
    }
    return thread.startsWith("GC ") || thread.startsWith("VM ") ? "garbage" : "compiler and others";
  }

  /**
   * CPU time of threads, in milliseconds.
   *
   * @param kernel that of the kernel for them, which {@code all} has in it
   */
  record ThreadTimes(double all, double kernel) {
    /** Linux counts in hundredths of a second. */
    private static final int TICK_MILLIS = 10;

    /**
     * @param fields of a thread's {@code stat} that follow its name; see proc(5)
     */
    static ThreadTimes of(String[] fields) {
      double kernel = TICK_MILLIS * Double.parseDouble(fields[12]);
      return new ThreadTimes(TICK_MILLIS * Double.parseDouble(fields[11]) + kernel, kernel);
    }

    ThreadTimes plus(ThreadTimes other) {
      return new ThreadTimes(all + other.all, kernel + other.kernel);
    }

    ThreadTimes minus(ThreadTimes other) {
      return new ThreadTimes(all - other.all, kernel - other.kernel);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
