package dev.docent.models.training;

/** The measure of a ranking within a group. */
final class ReciprocalRank {
  private ReciprocalRank() {}

  /**
   * One over the rank of the best positive. What isn't relevant and has the same score stands
   * before it: a model that scores all alike earns the worst value.
   *
   * @throws IllegalArgumentException if there is no positive
   */
  static double of(float[] scores, Group group) {
    float best = Float.NEGATIVE_INFINITY;
    boolean found = false;
    for (int i = 0; i < scores.length; i++) {
      if (group.labels().get(i) > 0) {
        best = Math.max(best, scores[i]);
        found = true;
      }
    }
    if (!found) {
      throw new IllegalArgumentException("group " + group.id() + " has no positive");
    }
    int rank = 1;
    for (int i = 0; i < scores.length; i++) {
      if (group.labels().get(i) <= 0 && !(scores[i] < best)) {
        rank++;
      }
    }
    return 1.0 / rank;
  }
}
