package dev.docent.transforms.duplicates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves one canonical article of each cluster. In the order of their ranks, an article is kept
 * unless it resembles one that is kept already (star clustering); chains don't carry over: every
 * article that is left out resembles its own canonical by at least the threshold. Of several kept
 * ones the most similar is the canonical, then the one of the best rank.
 */
final class Clusters {
  private Clusters() {}

  /** An article that is left out, by its pair with what stands for it. */
  record Left(String id, String canonicalId, boolean exact, double estimated, double similarity)
      implements java.io.Serializable {}

  /**
   * @param pairs verified pairs, in any order: the exact ones as stars around the best of their
   *     group, near ones between the best of the groups
   * @return by id
   */
  static List<Left> resolve(Iterable<Pair> pairs) {
    Map<String, List<Pair>> before = new HashMap<>();
    List<Pair> exact = new ArrayList<>();
    for (Pair pair : pairs) {
      if (pair.exact()) {
        exact.add(pair);
      } else {
        before.computeIfAbsent(pair.second().id(), id -> new ArrayList<>()).add(pair);
      }
    }
    List<Rank> ranks = before.values().stream().map(list -> list.get(0).second()).sorted().toList();
    Map<String, Left> left = new HashMap<>();
    for (Rank rank : ranks) {
      @Nullable Pair best = null;
      for (Pair pair : before.get(rank.id())) {
        if (!left.containsKey(pair.first().id()) && (best == null || isBetter(pair, best))) {
          best = pair;
        }
      }
      if (best != null) {
        left.put(
            rank.id(),
            new Left(rank.id(), best.first().id(), false, best.estimated(), best.similarity()));
      }
    }
    for (Pair pair : exact) {
      String id = pair.second().id();
      Left representative = left.get(pair.first().id());
      left.put(
          id,
          representative == null
              ? new Left(id, pair.first().id(), true, 1, 1)
              : new Left(
                  id,
                  representative.canonicalId(),
                  false,
                  representative.estimated(),
                  representative.similarity()));
    }
    return left.values().stream().sorted(Comparator.comparing(Left::id)).toList();
  }

  private static boolean isBetter(Pair pair, Pair best) {
    return pair.similarity() != best.similarity()
        ? pair.similarity() > best.similarity()
        : pair.first().compareTo(best.first()) < 0;
  }
}
