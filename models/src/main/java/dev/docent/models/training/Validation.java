package dev.docent.models.training;

import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Measures a model on held-out queries: mean reciprocal rank within each query's passages. */
final class Validation {
  /** So many queries at most: enough to tell checkpoints apart, and soon done. */
  static final int MAX_GROUPS = 256;

  /** Groups read and scored together. */
  private static final int CHUNK = 32;

  private final GroupFile file;
  private final int[] indices;

  /** Takes all groups of a file, or {@value #MAX_GROUPS} spread evenly over it. */
  Validation(GroupFile file) {
    this.file = file;
    int count = Math.min(file.size(), MAX_GROUPS);
    this.indices =
        IntStream.range(0, count).map(i -> (int) ((long) i * file.size() / count)).toArray();
  }

  /** How many queries are measured. */
  int size() {
    return indices.length;
  }

  /**
   * The mean reciprocal rank, from 0 to 1; NaN where there are no queries.
   *
   * @param scorer gives a score a pair
   */
  double mrr(Function<List<Pair>, float[]> scorer) throws IOException {
    double sum = 0;
    for (int start = 0; start < indices.length; start += CHUNK) {
      List<Group> groups =
          file.read(Arrays.copyOfRange(indices, start, Math.min(indices.length, start + CHUNK)));
      List<Pair> pairs = new ArrayList<>();
      groups.forEach(group -> pairs.addAll(group.pairs()));
      float[] scores = scorer.apply(pairs);
      int next = 0;
      for (Group group : groups) {
        int size = group.pairs().size();
        sum += ReciprocalRank.of(Arrays.copyOfRange(scores, next, next + size), group);
        next += size;
      }
    }
    return indices.length == 0 ? Double.NaN : sum / indices.length;
  }
}
