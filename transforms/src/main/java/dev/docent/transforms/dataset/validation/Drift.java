package dev.docent.transforms.dataset.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a data set is from the one before it: Jensen-Shannon divergences (Lin, "Divergence
 * measures based on the Shannon entropy", 1991) in bits, 0 for the same shares to 1 for nothing in
 * common.
 */
public final class Drift {
  private Drift() {}

  /**
   * Compares two data sets. Topics are compared only where as many were learned: their number
   * follows the number of sections, and with it every rank's share.
   *
   * @param most the greatest divergence that is no drift, 0 to 1. Added to it is twice what chance
   *     alone gives on average between samples of these sizes, so that small sets don't seem to
   *     drift
   */
  public static List<Expectation> of(Profile now, Profile before, double most) {
    List<Expectation> drifts = new ArrayList<>();
    drifts.add(one("drift-kinds", "kinds of queries", now.kinds(), before.kinds(), most));
    drifts.add(one("drift-sources", "sources", now.sources(), before.sources(), most));
    if (comparesTopics(now, before)) {
      drifts.add(one("drift-topics", "topics by rank", now.topics(), before.topics(), most));
    }
    drifts.add(
        one(
            "drift-query-lengths",
            "queries' lengths",
            now.queryLengths(),
            before.queryLengths(),
            most));
    drifts.add(
        one(
            "drift-passage-lengths",
            "passages' lengths",
            now.passageLengths(),
            before.passageLengths(),
            most));
    return drifts;
  }

  /** Whether topics are among what is compared. */
  public static boolean comparesTopics(Profile now, Profile before) {
    return now.learnedTopics() == before.learnedTopics();
  }

  private static Expectation one(
      String id, String what, Map<String, Integer> now, Map<String, Integer> before, double most) {
    return new Expectation(
        id,
        "the divergence of %s from the last data set's".formatted(what),
        divergence(now, before),
        most + 2 * byChance(now, before),
        true,
        "Compare statistics.html of both data sets",
        true);
  }

  /** The divergence of two distributions given as counts; of two empty ones 0, of one empty 1. */
  static double divergence(Map<String, Integer> a, Map<String, Integer> b) {
    double sumA = sum(a);
    double sumB = sum(b);
    if (sumA == 0 || sumB == 0) {
      return sumA == sumB ? 0 : 1;
    }
    double divergence = 0;
    for (String name : names(a, b)) {
      double p = a.getOrDefault(name, 0) / sumA;
      double q = b.getOrDefault(name, 0) / sumB;
      divergence += (part(p, (p + q) / 2) + part(q, (p + q) / 2)) / 2;
    }
    return Math.min(1, Math.max(0, divergence));
  }

  private static double part(double p, double middle) {
    return p == 0 ? 0 : p * Math.log(p / middle) / Math.log(2);
  }

  /** The mean divergence of two samples of one distribution, to the first order. */
  static double byChance(Map<String, Integer> a, Map<String, Integer> b) {
    double sumA = sum(a);
    double sumB = sum(b);
    if (sumA == 0 || sumB == 0) {
      return 0;
    }
    return (names(a, b).size() - 1) * (1 / sumA + 1 / sumB) / (8 * Math.log(2));
  }

  private static Set<String> names(Map<String, Integer> a, Map<String, Integer> b) {
    Set<String> names = new HashSet<>(a.keySet());
    names.addAll(b.keySet());
    return names;
  }

  private static double sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
