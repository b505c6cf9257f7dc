package dev.docent.serving.evaluation.comparison;

import dev.docent.serving.evaluation.collection.JudgedQuery;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.metrics.Statistics;
import dev.docent.serving.evaluation.runs.Run;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A run with its measures.
 *
 * @param values one a query, in the order of the queries
 * @param seconds spent to make the run
 */
public record Measured(Run run, Map<Metric, double[]> values, double seconds) {
  /** Measures a run; a query that is not in it counts 0. */
  public static Measured of(Run run, List<JudgedQuery> queries, double seconds) {
    Map<Metric, double[]> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      values.put(metric, new double[queries.size()]);
    }
    for (int i = 0; i < queries.size(); i++) {
      JudgedQuery query = queries.get(i);
      List<String> documents = run.documents(query.id());
      for (Metric metric : Metric.values()) {
        values.get(metric)[i] = metric.of(documents, query.grades());
      }
    }
    return new Measured(run, values, seconds);
  }

  public String name() {
    return run.name();
  }

  public double[] of(Metric metric) {
    return values.getOrDefault(metric, new double[0]);
  }

  public double mean(Metric metric) {
    return Statistics.mean(of(metric));
  }
}
