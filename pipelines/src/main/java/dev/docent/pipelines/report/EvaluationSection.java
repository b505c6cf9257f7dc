package dev.docent.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The rankers' measures and the verdict on the model. */
final class EvaluationSection {
  private final Html html;
  private final RunArtifacts artifacts;

  EvaluationSection(Html html, RunArtifacts artifacts) {
    this.html = html;
    this.artifacts = artifacts;
  }

  void write() throws IOException {
    Optional<JsonNode> metrics = artifacts.json(Stage.EVALUATE, "metrics.json");
    if (metrics.isEmpty()) {
      return;
    }
    html.section("evaluation", "Evaluation");
    html.raw("<p class=\"note\">")
        .text(
            "%,d held-out queries; means with 95%% intervals; p against BM25, after Holm's correction."
                .formatted(metrics.get().path("queries").asLong()))
        .raw("</p>\n");
    html.table("ranker", "MRR@10", "nDCG@10", "MAP", "p");
    metrics
        .get()
        .path("rankers")
        .fields()
        .forEachRemaining(entry -> ranker(entry.getKey(), entry.getValue()));
    html.endTable();
    Embedded.page(
        html,
        "The whole evaluation: slices, weights, what each query gains or loses",
        artifacts.page(Stage.EVALUATE, "report.html"));
    html.raw("</section>\n");
  }

  private void ranker(String name, JsonNode measures) {
    JsonNode p = measures.path("mrr@10").path("pAgainstBm25Holm");
    html.row(
        name,
        estimate(measures.path("mrr@10")),
        estimate(measures.path("ndcg@10")),
        estimate(measures.path("map")),
        p.isNumber() ? p(p.asDouble()) : "");
  }

  private static String estimate(JsonNode measure) {
    return String.format(
        Locale.ROOT,
        "%.3f [%.3f-%.3f]",
        measure.path("mean").asDouble(),
        measure.path("low").asDouble(),
        measure.path("high").asDouble());
  }

  private static String p(double value) {
    return value < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value);
  }
}
