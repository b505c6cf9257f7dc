package dev.docent.serving.validation;

import dev.docent.models.publish.VersionCheck;
import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.serving.prediction.PredictionClient;
import dev.docent.serving.ranking.ScoringException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Serves a version in a fresh process by the embedded prediction server, asks it over gRPC as a
 * search would, and compares what it answers with what was recorded when it was exported. Nothing
 * that this process holds in memory can hide a missing file.
 */
public final class ServedCheck implements VersionCheck {
  /** Rounds of all requests; times vary, and the first is the slowest. */
  private static final int ROUNDS = 3;

  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

  private final int maxMillis;

  /**
   * @param maxMillis the longest that a request may take at the median; 0 for no limit
   */
  public ServedCheck(int maxMillis) {
    this.maxMillis = maxMillis;
  }

  @Override
  public Result run(Path version, ExportedScores expected)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("docent-check-");
    Process process = start(version, folder.resolve("port"));
    try {
      int port = port(version, process, folder.resolve("port"));
      return ask(version, "127.0.0.1:" + port, expected);
    } finally {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      AtomicFiles.deleteTree(folder);
    }
  }

  private static Process start(Path version, Path portFile) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            VersionServer.class.getName(),
            version.toString(),
            portFile.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int port(Path version, Process process, Path file)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!Files.exists(file)) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new UserException(
            "the version in '%s' can't be served by a fresh process (exit code %d); it is not published"
                .formatted(version, process.exitValue()));
      }
      if (System.nanoTime() > end) {
        throw new UserException(
            "the version in '%s' was not served within %d minutes; it is not published"
                .formatted(version, START.toMinutes()));
      }
    }
    return Integer.parseInt(Files.readString(file));
  }

  private Result ask(Path version, String address, ExportedScores expected) {
    List<float[]> answers = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    try (PredictionClient client =
        new PredictionClient(address, VersionServer.NAME, VersionServer.VERSION, ANSWER)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (List<Pair> request : expected.requests()) {
          long start = System.nanoTime();
          float[] scores = client.score(request);
          millis.add((System.nanoTime() - start) / 1e6);
          if (round == 0) {
            answers.add(scores);
          }
        }
      }
    } catch (ScoringException e) {
      throw new UserException(
          "the version in '%s' was asked a warm-up request and failed: %s; it is not published"
              .formatted(version, e.getMessage()),
          e);
    }
    double largest = VersionCheck.compare(version, answers, expected.scores());
    double[] later = millis.stream().skip(1).mapToDouble(m -> m).sorted().toArray();
    double median = later[later.length / 2];
    int pairs = expected.requests().stream().mapToInt(List::size).sum();
    checkTime(version, median, (double) pairs / expected.requests().size());
    return new Result(
        expected.requests().size(),
        pairs,
        largest,
        millis.get(0),
        median,
        Arrays.stream(later).max().orElse(median));
  }

  private void checkTime(Path version, double median, double pairs) {
    if (maxMillis > 0 && median > maxMillis) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "the version in '%s' takes %.0f milliseconds for a request of %.1f pairs at the median, and --max-millis allows %d; it is not published",
              version,
              median,
              pairs,
              maxMillis));
    }
  }
}
