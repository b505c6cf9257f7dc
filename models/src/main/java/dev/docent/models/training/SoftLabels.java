package dev.docent.models.training;

import dev.docent.models.network.RankingHead;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Labels that a teacher has softened (Hinton et al. 2015): so much of each is the data set's, the
 * rest is the softmax of the teacher's scores over the passages of the query. What the data set
 * calls a negative, and the teacher finds as good as the positive, is then no plain negative.
 */
final class SoftLabels {
  /** Groups scored together. */
  private static final int CHUNK = 64;

  private SoftLabels() {}

  /**
   * Labels of all groups of a file, adding up to 1 for each.
   *
   * @param share of the teacher, 0 to 1
   * @param teacher gives a cosine a pair
   */
  static List<List<Float>> of(GroupFile file, double share, Function<List<Pair>, float[]> teacher)
      throws IOException {
    List<List<Float>> all = new ArrayList<>();
    for (int start = 0; start < file.size(); start += CHUNK) {
      int end = Math.min(file.size(), start + CHUNK);
      List<Group> groups = file.read(IntStream.range(start, end).toArray());
      List<Pair> pairs = new ArrayList<>();
      groups.forEach(group -> pairs.addAll(group.pairs()));
      float[] scores = teacher.apply(pairs);
      int next = 0;
      for (Group group : groups) {
        int size = group.pairs().size();
        all.add(mixed(group.labels(), Arrays.copyOfRange(scores, next, next + size), share));
        next += size;
      }
    }
    return all;
  }

  /** The labels of one group. */
  static List<Float> mixed(List<Float> labels, float[] cosines, double share) {
    double sum = labels.stream().mapToDouble(label -> label).sum();
    double[] softmax = softmax(cosines);
    List<Float> mixed = new ArrayList<>();
    for (int i = 0; i < softmax.length; i++) {
      mixed.add((float) ((1 - share) * labels.get(i) / sum + share * softmax[i]));
    }
    return mixed;
  }

  private static double[] softmax(float[] cosines) {
    double most = Double.NEGATIVE_INFINITY;
    for (float cosine : cosines) {
      most = Math.max(most, cosine);
    }
    double[] softmax = new double[cosines.length];
    double sum = 0;
    for (int i = 0; i < softmax.length; i++) {
      softmax[i] = Math.exp(RankingHead.FIRST_SCALE * (cosines[i] - most));
      sum += softmax[i];
    }
    for (int i = 0; i < softmax.length; i++) {
      softmax[i] /= sum;
    }
    return softmax;
  }
}
