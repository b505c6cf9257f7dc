package dev.docent.serving.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.serving.evaluation.metrics.Metric;
import dev.docent.serving.evaluation.report.MetricsJson;
import dev.docent.serving.evaluation.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the rankers did.
 *
 * @param queries that they were asked
 * @param verdict in words; null where none was passed
 */
public record EvaluationFacts(int queries, @Nullable String verdict, List<Row> rankers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A ranker's means, in the order of {@link Metric}. */
  public record Row(String ranker, List<Cell> cells) {}

  /**
   * A mean with its 95% interval.
   *
   * @param p of the difference from BM25 after Holm's correction; null for BM25
   */
  public record Cell(double mean, double low, double high, @Nullable Double p) {}

  /** Reads the files of an evaluation. */
  public static EvaluationFacts read(Path folder) throws IOException {
    JsonNode metrics = JSON.readTree(folder.resolve(MetricsJson.FILE).toFile());
    List<Row> rows = new ArrayList<>();
    metrics
        .path("rankers")
        .fields()
        .forEachRemaining(one -> rows.add(new Row(one.getKey(), cells(one.getValue()))));
    Path verdict = folder.resolve(Verdict.FILE);
    return new EvaluationFacts(
        metrics.path("queries").asInt(),
        Files.exists(verdict) ? said(JSON.readTree(verdict.toFile())) : null,
        rows);
  }

  private static List<Cell> cells(JsonNode ranker) {
    List<Cell> cells = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      JsonNode one = ranker.path(metric.id());
      JsonNode p = one.path("pAgainstBm25Holm");
      cells.add(
          new Cell(
              one.path("mean").asDouble(),
              one.path("low").asDouble(),
              one.path("high").asDouble(),
              p.isNumber() ? p.asDouble() : null));
    }
    return cells;
  }

  private static String said(JsonNode verdict) {
    return (verdict.path("promoted").asBoolean() ? "Promoted: " : "Kept back: ")
        + verdict.path("reason").asText();
  }
}
