package dev.docent.serving.evaluation.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.metrics.Statistics;
import dev.docent.serving.evaluation.verdict.WeightChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code metrics.json}: facts, the number of queries, and each ranker's means with the ends of
 * their 95% intervals and p-values against BM25.
 */
public final class MetricsJson {
  /** The file's name. */
  public static final String FILE = "metrics.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private MetricsJson() {}

  public static void write(Evaluation evaluation, Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(content(evaluation)));
  }

  static Map<String, Object> content(Evaluation evaluation) {
    Map<String, Object> rankers = new LinkedHashMap<>();
    for (Summary.Row row : evaluation.summary().rows()) {
      rankers.put(row.ranker(), ranker(row));
    }
    Map<String, Object> slices = new LinkedHashMap<>();
    evaluation
        .summary()
        .slices()
        .forEach(
            (division, parts) -> {
              Map<String, Object> all = new LinkedHashMap<>();
              for (Summary.Slice part : parts) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("queries", part.queries());
                one.put(Metric.MRR_10.id(), part.mrr());
                all.put(part.name(), one);
              }
              slices.put(division, all);
            });
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("title", evaluation.title());
    content.put("facts", evaluation.facts());
    content.put("queries", evaluation.summary().queries());
    content.put("groups", evaluation.summary().groups());
    content.put("resamples", evaluation.comparison().resamples());
    content.put("seed", evaluation.comparison().seed());
    content.put("rankers", rankers);
    content.put("slices", slices);
    WeightChoice weights = evaluation.weights();
    if (weights != null) {
      content.put("weights", new java.util.TreeMap<>(weights.chosen()));
      content.put("weightCurve", weights.curve());
    }
    return content;
  }

  private static Map<String, Object> ranker(Summary.Row row) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      Statistics.Estimate estimate = row.of(metric);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("mean", estimate.mean());
      one.put("low", estimate.low());
      one.put("high", estimate.high());
      Double p = row.pAgainstBm25().get(metric);
      if (p != null) {
        one.put("pAgainstBm25", p);
        one.put("pAgainstBm25Holm", row.holm().get(metric));
      }
      metrics.put(metric.id(), one);
    }
    metrics.put("seconds", Math.round(row.seconds() * 1000) / 1000.0);
    return metrics;
  }
}
