package dev.docent.models.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays out the groups of a step so that every query meets every passage of the step.
 *
 * @param halves the queries and passages, each once
 * @param target [groups, passages] in row-major order: what each group's softmax should be, adding
 *     up to 1
 * @param cell [groups, passages]: the place of the group's query and that passage in the matrix
 *     [queries, passages] of scores, in row-major order
 */
@SuppressWarnings("ArrayRecordComponent") // made and read once a step, never compared
record InBatchTargets(HalvesOfPairs halves, int groups, float[] target, int[] cell) {
  /**
   * Lays out groups.
   *
   * @param hardNegatives of a group's own negatives so many are taken, from its first on
   */
  static InBatchTargets of(List<Group> groups, int hardNegatives) {
    HalvesOfPairs halves = new HalvesOfPairs();
    int[] query = new int[groups.size()];
    List<List<Weighted>> positives = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      List<Weighted> own = new ArrayList<>();
      int negatives = 0;
      for (int j = 0; j < group.pairs().size(); j++) {
        float label = group.labels().get(j);
        if (label > 0 || negatives++ < hardNegatives) {
          HalvesOfPairs.Places places = halves.add(group.pairs().get(j));
          query[i] = places.query();
          own.add(new Weighted(places.passage(), label));
        }
      }
      positives.add(own);
    }
    int width = halves.passages().size();
    float[] target = new float[groups.size() * width];
    int[] cell = new int[target.length];
    for (int i = 0; i < groups.size(); i++) {
      int start = i * width;
      for (int j = 0; j < width; j++) {
        cell[start + j] = query[i] * width + j;
      }
      float sum = 0;
      for (Weighted passage : positives.get(i)) {
        sum += passage.label();
      }
      for (Weighted passage : positives.get(i)) {
        target[start + passage.place()] += passage.label() / sum;
      }
    }
    return new InBatchTargets(halves, groups.size(), target, cell);
  }

  /** Passages in the step. */
  int width() {
    return halves.passages().size();
  }

  private record Weighted(int place, float label) {}
}
