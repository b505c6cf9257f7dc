package dev.docent.models.publish;

import dev.docent.models.savedmodel.ExportedScores;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tries a version before anyone else sees it: as a server will use it, in a fresh process. */
@FunctionalInterface
public interface VersionCheck {
  /** Scores of the same weights by the same library may differ by as much. */
  double TOLERANCE = 1e-4;

  /**
   * What a check found.
   *
   * @param requests how many were asked
   * @param pairs how many were scored
   * @param largestDifference from the scores recorded when the model was exported
   * @param firstMillis the time of the first request, which includes what is done but once
   * @param medianMillis of the later ones
   * @param worstMillis of the later ones
   */
  record Result(
      int requests,
      int pairs,
      double largestDifference,
      double firstMillis,
      double medianMillis,
      double worstMillis) {}

  /**
   * Checks a version.
   *
   * @param expected requests, and what the version must answer
   * @throws UserException if it can't be loaded and served, answers otherwise, or is too slow
   */
  Result run(Path version, ExportedScores expected) throws IOException, InterruptedException;

  /**
   * Compares a version's scores with those expected.
   *
   * @return the largest difference
   * @throws UserException if one is missing, no number, or differs by more than {@link #TOLERANCE}
   */
  static double compare(Path version, List<float[]> scores, List<float[]> expected) {
    double largest = 0;
    if (scores.size() != expected.size()) {
      throw new UserException(
          "the version in '%s' answered %d of %d requests; it is not published"
              .formatted(version, scores.size(), expected.size()));
    }
    for (int i = 0; i < expected.size(); i++) {
      float[] wanted = expected.get(i);
      float[] got = scores.get(i);
      if (got.length != wanted.length) {
        throw new UserException(
            "the version in '%s' gave %d scores for %d pairs; it is not published"
                .formatted(version, got.length, wanted.length));
      }
      for (int j = 0; j < wanted.length; j++) {
        double difference = Math.abs(got[j] - wanted[j]);
        // Written so that NaN is refused too, on either side.
        if (!(difference <= TOLERANCE * Math.max(1, Math.abs(wanted[j])))) {
          throw new UserException(
              "the version in '%s' scores a pair %s where %s was recorded when it was exported; it is not published"
                  .formatted(version, got[j], wanted[j]));
        }
        largest = Math.max(largest, difference);
      }
    }
    return largest;
  }
}
