package dev.docent.serving.evaluation.comparison;

import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.metrics.Statistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

  /** A ranker's mean with its 95% interval. */
  public Statistics.Estimate estimate(Measured ranker, Metric metric) {
    return Statistics.bootstrap(ranker.of(metric), resamples, seed);
  }

  /** The p-value of the difference of two rankers; see {@link Statistics#pairedRandomisation}. */
  public double p(Measured a, Measured b, Metric metric) {
    return Statistics.pairedRandomisation(a.of(metric), b.of(metric), resamples, seed);
  }

  /** The places of the queries of each kind, in the order of the kinds' names. */
  public Map<String, int[]> kinds() {
    Map<String, java.util.stream.IntStream.Builder> places = new TreeMap<>();
    for (int i = 0; i < queries.size(); i++) {
      places
          .computeIfAbsent(queries.get(i).kind(), k -> java.util.stream.IntStream.builder())
          .add(i);
    }
    Map<String, int[]> kinds = new TreeMap<>();
    places.forEach((kind, builder) -> kinds.put(kind, builder.build().toArray()));
    return kinds;
  }

  /** The mean over some of the queries. */
  public static double mean(Measured ranker, Metric metric, int[] places) {
    double[] values = ranker.of(metric);
    return places.length == 0
        ? 0
        : java.util.Arrays.stream(places).mapToDouble(i -> values[i]).sum() / places.length;
  }
}
