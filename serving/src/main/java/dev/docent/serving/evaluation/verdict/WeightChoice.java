package dev.docent.serving.evaluation.verdict;

import dev.docent.serving.ranking.RankingSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much each scorer counts: weights in tenths that add up to 1, chosen on validation queries.
 * These are made from the sections' own words, which flatters BM25; so they must speak clearly. Of
 * all weights that are not significantly worse than the best on them (the paired difference of
 * MRR@10 is within {@value #CLEARLY} standard errors), those nearest to the default are taken.
 *
 * @param chosen the weight of each scorer, by its name
 * @param curve what was tried; empty where there were no validation queries
 */
public record WeightChoice(Map<String, Double> chosen, List<Point> curve) {
  /** Where there is no sentence encoder. */
  public static final Map<String, Double> DEFAULT =
      Map.of(RankingSettings.BM25, 0.5, RankingSettings.MODEL, 0.5);

  /** With a sentence encoder, and the topics: what docs/ranking.md found to do on all sites. */
  public static final Map<String, Double> DEFAULT_WITH_ENCODER =
      Map.of(
          RankingSettings.BM25,
          0.5,
          RankingSettings.MODEL,
          0.2,
          RankingSettings.ENCODER,
          0.3,
          RankingSettings.LSA,
          0.0);

  private static final List<String> SCORERS =
      List.of(
          RankingSettings.BM25,
          RankingSettings.MODEL,
          RankingSettings.ENCODER,
          RankingSettings.LSA);

  /** Of a normal distribution 95% lies within so many standard errors. */
  private static final double CLEARLY = 1.96;

  private static final int STEPS = 10;

  /** Distances of decimal weights differ by this much only through rounding. */
  private static final double EQUAL = 1e-9;

  /**
   * Weights that were tried.
   *
   * @param mrr the mean MRR@10
   * @param behind how far that is behind the best, in standard errors of the paired difference
   */
  public record Point(Map<String, Double> weights, double mrr, double behind) {
    public Point {
      weights = Map.copyOf(weights);
    }

    /** A scorer's weight; 0 for one that did not take part. */
    public double weight(String scorer) {
      return weights.getOrDefault(scorer, 0.0);
    }
  }

  public WeightChoice {
    chosen = Map.copyOf(chosen);
    curve = List.copyOf(curve);
  }

  /** The choice where there is nothing to choose by. */
  public static WeightChoice byDefault(boolean encoder) {
    return new WeightChoice(defaults(encoder), List.of());
  }

  /** The weights to begin with. */
  public static Map<String, Double> defaults(boolean encoder) {
    return encoder ? DEFAULT_WITH_ENCODER : DEFAULT;
  }

  /**
   * The weights that are tried, by the name of each one's run: 11 of BM25 and the model, or 286 of
   * these with the sentence encoder and the topics.
   */
  public static Map<String, Map<String, Double>> grid(boolean encoder) {
    Map<String, Map<String, Double>> grid = new LinkedHashMap<>();
    for (int model = 0; model <= STEPS; model++) {
      int most = encoder ? STEPS - model : 0;
      for (int vectors = 0; vectors <= most; vectors++) {
        for (int topics = 0; topics <= most - vectors; topics++) {
          Map<String, Double> weights = new LinkedHashMap<>();
          weights.put(RankingSettings.BM25, tenths(STEPS - model - vectors - topics));
          weights.put(RankingSettings.MODEL, tenths(model));
          if (encoder) {
            weights.put(RankingSettings.ENCODER, tenths(vectors));
            weights.put(RankingSettings.LSA, tenths(topics));
          }
          grid.put(
              String.format(Locale.ROOT, "weights-%02d-%02d-%02d", model, vectors, topics),
              weights);
        }
      }
    }
    return grid;
  }

  /** How much all scorers but BM25 count together, 0 to 1. */
  public double beyondBm25() {
    return 1 - chosen.getOrDefault(RankingSettings.BM25, 0.0);
  }

  /**
   * Chooses.
   *
   * @param tried the weights by the names of their runs
   * @param reciprocalRanks by the same names, one a query in the same order
   * @throws IllegalArgumentException if nothing was tried, or there are no queries
   */
  public static WeightChoice of(
      Map<String, Map<String, Double>> tried,
      Map<String, double[]> reciprocalRanks,
      Map<String, Double> defaults) {
    String best =
        tried.keySet().stream()
            .max(
                Comparator.<String>comparingDouble(name -> mean(values(reciprocalRanks, name)))
                    .thenComparing(
                        name -> distance(tried.getOrDefault(name, Map.of()), defaults),
                        Comparator.reverseOrder()))
            .orElseThrow(() -> new IllegalArgumentException("no weights were tried"));
    double[] most = values(reciprocalRanks, best);
    List<Point> curve = new ArrayList<>();
    tried.forEach(
        (name, weights) -> {
          double[] own = values(reciprocalRanks, name);
          curve.add(new Point(weights, mean(own), standardErrors(most, own)));
        });
    Point chosen =
        curve.stream()
            .filter(point -> point.behind() <= CLEARLY)
            .min(
                Comparator.<Point>comparingDouble(point -> distance(point.weights(), defaults))
                    .thenComparing(Point::mrr, Comparator.reverseOrder()))
            .orElseThrow();
    return new WeightChoice(chosen.weights(), curve);
  }

  private static double[] values(Map<String, double[]> reciprocalRanks, String name) {
    double[] values = reciprocalRanks.getOrDefault(name, new double[0]);
    if (values.length == 0) {
      throw new IllegalArgumentException("'%s' has no query".formatted(name));
    }
    return values;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The mean difference over its standard error; 0 where the two are the same. */
  private static double standardErrors(double[] most, double[] own) {
    double[] difference = new double[most.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = most[i] - own[i];
    }
    double mean = mean(difference);
    if (Math.abs(mean) < EQUAL) {
      return 0;
    }
    double squares = 0;
    for (double one : difference) {
      squares += (one - mean) * (one - mean);
    }
    double error = Math.sqrt(squares / Math.max(1, difference.length - 1) / difference.length);
    return error == 0 ? Double.MAX_VALUE : mean / error;
  }

  /** Rounded, so that equal distances are equal. */
  private static double distance(Map<String, Double> weights, Map<String, Double> defaults) {
    double squares = 0;
    for (String scorer : SCORERS) {
      double apart = weights.getOrDefault(scorer, 0.0) - defaults.getOrDefault(scorer, 0.0);
      squares += apart * apart;
    }
    return Math.round(squares / EQUAL) * EQUAL;
  }

  private static double tenths(int tenths) {
    return tenths / (double) STEPS;
  }
}
