package dev.docent.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docent.records.cli.SummaryTable;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The data set in figures, and how training went. */
final class LearningSection {
  private static final String[] SPLITS = {"TRAIN", "VALIDATION", "TEST"};

  private final Html html;
  private final RunArtifacts artifacts;

  LearningSection(Html html, RunArtifacts artifacts) {
    this.html = html;
    this.artifacts = artifacts;
  }

  void write() throws IOException {
    dataset();
    training();
  }

  private void dataset() throws IOException {
    Optional<JsonNode> statistics = artifacts.json(Stage.DATASET, "statistics.json");
    if (statistics.isEmpty()) {
      return;
    }
    html.section("dataset", "The data set");
    html.table("queries by", "train", "validation", "test");
    rows("kind", statistics.get().path("queriesByKind"));
    rows("source", statistics.get().path("queriesBySource"));
    html.endTable();
    Embedded.page(
        html, "All statistics of the data set", artifacts.page(Stage.DATASET, "statistics.html"));
    html.raw("</section>\n");
  }

  private void rows(String what, JsonNode counts) {
    counts
        .fields()
        .forEachRemaining(
            entry -> {
              String[] cells = new String[SPLITS.length];
              for (int i = 0; i < SPLITS.length; i++) {
                cells[i] = FlowSection.number(entry.getValue().path(SPLITS[i]).asLong());
              }
              html.row(what + ": " + entry.getKey().toLowerCase(Locale.ROOT), cells);
            });
  }

  private void training() throws IOException {
    Optional<JsonNode> training = artifacts.json(Stage.TRAIN, "training.json");
    if (training.isEmpty()) {
      return;
    }
    JsonNode json = training.get();
    html.section("training", "Training").raw("<dl class=\"facts\">");
    fact("Base", json.path("settings").path("base").asText());
    fact("Parameters", FlowSection.number(json.path("parameters").asLong()));
    fact(
        "Steps",
        "%,d of %,d".formatted(json.path("steps").asLong(), json.path("plannedSteps").asLong()));
    fact("Time", SummaryTable.time(Duration.ofSeconds(json.path("seconds").asLong())));
    fact(
        "Validation MRR, before and after",
        String.format(
            Locale.ROOT,
            "%.3f, %.3f",
            json.path("zeroShotValidationMrr").asDouble(),
            json.path("bestValidationMrr").asDouble()));
    html.raw("</dl>\n<div class=\"curves\">");
    curve("encoder.png", "The sentence encoder");
    curve("training.png", "The cross-encoder");
    html.raw("</div></section>\n");
  }

  private void curve(String path, String what) throws IOException {
    Optional<Path> file = artifacts.file(Stage.TRAIN, path);
    if (file.isPresent()) {
      html.raw("<figure>");
      Pictures.png(html, file.get(), what + ": loss and validation by step");
      html.element("figcaption", what).raw("</figure>\n");
    }
  }

  private void fact(String name, String value) {
    html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
  }
}
