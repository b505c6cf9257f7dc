package dev.docent.serving.evaluation.comparison;

import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.metrics.Statistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rankers over the same queries.
 *
 * @param rankers BM25 first; the others are compared with it
 * @param resamples for intervals and tests
 */
public record Comparison(
    List<JudgedQuery> queries, List<Measured> rankers, int resamples, long seed) {
  public Comparison {
    queries = List.copyOf(queries);
    rankers = List.copyOf(rankers);
    if (rankers.isEmpty() || !rankers.get(0).name().equals(RankerNames.BM25)) {
      throw new IllegalArgumentException("the first ranker must be " + RankerNames.BM25);
    }
  }

  public Measured bm25() {
    return rankers.get(0);
  }

  public Optional<Measured> ranker(String name) {
    return rankers.stream().filter(ranker -> ranker.name().equals(name)).findFirst();
  }

  /** A ranker's mean with its 95% interval; queries of one article are drawn together. */
  public Statistics.Estimate estimate(Measured ranker, Metric metric) {
    return Statistics.bootstrap(ranker.of(metric), groups(), resamples, seed);
  }

  /** The mean of a ranker's advantage over another, with its 95% interval. */
  public Statistics.Estimate difference(Measured a, Measured b, Metric metric) {
    double[] differences = a.of(metric).clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= b.of(metric)[i];
    }
    return Statistics.bootstrap(differences, groups(), resamples, seed);
  }

  /** The p-value of the difference of two rankers; queries of one article are swapped together. */
  public double p(Measured a, Measured b, Metric metric) {
    return Statistics.pairedRandomisation(a.of(metric), b.of(metric), groups(), resamples, seed);
  }

  /** The group of each query, counted from 0. */
  public int[] groups() {
    Map<String, Integer> numbers = new HashMap<>();
    return queries.stream()
        .mapToInt(
            query -> {
              int next = numbers.size();
              return numbers.computeIfAbsent(query.group(), group -> next);
            })
        .toArray();
  }

  /** How many groups of queries there are; what they say is independent. */
  public int groupCount() {
    return (int) queries.stream().map(JudgedQuery::group).distinct().count();
  }

  /** The mean over some of the queries. */
  public static double mean(Measured ranker, Metric metric, int[] places) {
    double[] values = ranker.of(metric);
    return places.length == 0
        ? 0
        : java.util.Arrays.stream(places).mapToDouble(i -> values[i]).sum() / places.length;
  }
}
