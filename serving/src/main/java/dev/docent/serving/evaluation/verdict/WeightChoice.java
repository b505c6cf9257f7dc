package dev.docent.serving.evaluation.verdict;

import dev.docent.serving.ranking.RankingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much the model counts beside BM25: the weight w with the best MRR@10 on validation queries,
 * where a section's score is w times the model's plus 1 - w times BM25's.
 *
 * @param chosen the weight, 0 to 1
 * @param curve the mean MRR@10 of every weight tried, by rising weight; empty where there were no
 *     validation queries
 */
public record WeightChoice(double chosen, List<Point> curve) {
  /** Taken where there is nothing to choose by; the best on judged collections too. */
  public static final double DEFAULT = 0.5;

  private static final int STEPS = 10;

  /** Means of the same queries differ by this much only through rounding. */
  private static final double EQUAL = 1e-9;

  /** A weight that was tried. */
  public record Point(double weight, double mrr) {}

  public WeightChoice {
    curve = List.copyOf(curve);
  }

  /** The choice where there is nothing to choose by. */
  public static WeightChoice byDefault() {
    return new WeightChoice(DEFAULT, List.of());
  }

  /** The weights that are tried, by the name of each one's run. */
  public static Map<String, Double> grid() {
    Map<String, Double> grid = new LinkedHashMap<>();
    for (int i = 0; i <= STEPS; i++) {
      double weight = i / (double) STEPS;
      grid.put(String.format(Locale.ROOT, "weight-%.1f", weight), weight);
    }
    return grid;
  }

  /** The weights of both scorers for a weight of the model. */
  public static Map<String, Double> weights(double model) {
    double bm25 = Math.round((1 - model) * 1e6) / 1e6;
    return Map.of(RankingSettings.BM25, bm25, RankingSettings.MODEL, model);
  }

  /**
   * Chooses. Of equally good weights the one nearest to {@value #DEFAULT} is taken, for it is the
   * safest guess on other queries; of two equally near the smaller one, which trusts BM25 more.
   *
   * @throws IllegalArgumentException if there are no points
   */
  public static WeightChoice of(List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a weight is chosen from at least one point");
    }
    List<Point> curve = new ArrayList<>(points);
    curve.sort(java.util.Comparator.comparingDouble(Point::weight));
    Point best = curve.get(0);
    for (Point point : curve) {
      boolean equal = Math.abs(point.mrr() - best.mrr()) <= EQUAL;
      if (equal ? distance(point) < distance(best) - EQUAL : point.mrr() > best.mrr()) {
        best = point;
      }
    }
    return new WeightChoice(best.weight(), curve);
  }

  private static double distance(Point point) {
    return Math.abs(point.weight() - DEFAULT);
  }
}
