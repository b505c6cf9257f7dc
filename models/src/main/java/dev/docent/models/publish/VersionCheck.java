package dev.docent.models.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Scores requests by a version in a process of its own, as a server will: nothing that this process
 * holds in memory can hide a missing file.
 */
final class VersionCheck {
  /** Scores of the same weights by the same library may differ by as much. */
  static final double TOLERANCE = 1e-4;

  private static final int ROUNDS = 3;
  private static final long LIMIT_MINUTES = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private VersionCheck() {}

  /**
   * What a check found.
   *
   * @param pairs how many were scored
   * @param largestDifference from the scores that the trained model gives
   * @param firstMillis the time of the first request, which includes what is done but once
   * @param millisPerRequest the median of the later ones
   */
  record Result(int pairs, double largestDifference, double firstMillis, double millisPerRequest) {}

  /** What the process of its own tells. */
  record Answer(List<List<Float>> scores, double firstMillis, double millisPerRequest) {}

  /**
   * Compares the scores of a version with those expected.
   *
   * @param requests scored one by one
   * @param expected a score a pair
   * @throws UserException if the version can't be loaded, or scores otherwise
   */
  static Result run(Path version, List<List<Pair>> requests, List<float[]> expected)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("docent-check-");
    try {
      Path asked = folder.resolve("requests");
      Path told = folder.resolve("answer.json");
      WarmupRequests.write(asked, requests, "check");
      start(version, asked, told);
      return compare(version, JSON.readValue(told.toFile(), Answer.class), expected);
    } finally {
      dev.docent.records.workspace.AtomicFiles.deleteTree(folder);
    }
  }

  static Result compare(Path version, Answer answer, List<float[]> expected) {
    double largest = 0;
    int pairs = 0;
    for (int i = 0; i < expected.size(); i++) {
      List<Float> scores = answer.scores().get(i);
      if (scores.size() != expected.get(i).length) {
        throw new UserException(
            "the version in '%s' gave %d scores for %d pairs"
                .formatted(version, scores.size(), expected.get(i).length));
      }
      for (int j = 0; j < scores.size(); j++) {
        double difference = Math.abs(scores.get(j) - expected.get(i)[j]);
        // Written so that NaN is refused too.
        if (!(difference <= TOLERANCE * Math.max(1, Math.abs(expected.get(i)[j])))) {
          throw new UserException(
              "the version in '%s' scores a pair %s where the trained model says %s; it is not published"
                  .formatted(version, scores.get(j), expected.get(i)[j]));
        }
        largest = Math.max(largest, difference);
        pairs++;
      }
    }
    return new Result(pairs, largest, answer.firstMillis(), answer.millisPerRequest());
  }

  private static void start(Path version, Path asked, Path told)
      throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                VersionCheck.class.getName(),
                version.toString(),
                asked.toString(),
                told.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!java.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        throw new UserException(
            "the version in '%s' was not checked within %d minutes"
                .formatted(version, LIMIT_MINUTES));
      }
    } finally {
      java.destroyForcibly();
    }
    if (java.exitValue() != 0 || !Files.exists(told)) {
      throw new UserException(
          "the version in '%s' can't be used by a fresh process (exit code %d); it is not published"
              .formatted(version, java.exitValue()));
    }
  }

  /** The process of its own: version folder, requests, and where the answer goes. */
  public static void main(String[] arguments) throws IOException {
    List<List<Pair>> requests = WarmupRequests.read(Path.of(arguments[1]));
    List<List<Float>> scores = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    try (SavedModel model = SavedModel.load(Path.of(arguments[0]))) {
      for (int round = 0; round < ROUNDS; round++) {
        for (List<Pair> pairs : requests) {
          long start = System.nanoTime();
          float[] values = model.score(pairs);
          millis.add((System.nanoTime() - start) / 1e6);
          if (round == 0) {
            List<Float> list = new ArrayList<>();
            for (float value : values) {
              list.add(value);
            }
            scores.add(list);
          }
        }
      }
    } catch (UserException e) {
      System.err.println("docent: " + e.getMessage());
      System.exit(1);
    }
    double[] later = millis.stream().skip(1).mapToDouble(m -> m).sorted().toArray();
    Answer answer =
        new Answer(scores, millis.get(0), later.length == 0 ? 0 : later[later.length / 2]);
    Files.write(Path.of(arguments[2]), JSON.writeValueAsBytes(answer));
    // TensorFlow's threads must not keep the process.
    System.exit(0);
  }
}
